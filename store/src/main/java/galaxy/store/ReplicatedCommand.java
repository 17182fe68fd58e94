package galaxy.store;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * A command whose result counts only when replicas have what it did or saw, where changes have to be replicated. It goes to
 * the master of a key.
 */
interface ReplicatedCommand<T> extends Redis.Command<T> {
    String key();

    default boolean isReplicated() {
        return true;
    }

    /** A command that reads what no fail-over may take back. */
    static <T> ReplicatedCommand<T> of(String key, Redis.Command<T> command) {
        return new OfKey<>(key, command);
    }

    /** A command and its key. */
    record OfKey<T>(String key, Redis.Command<T> command) implements ReplicatedCommand<T> {
        @Override
        public RedisFuture<T> apply(RedisClusterAsyncCommands<String, byte[]> redis) {
            return command.apply(redis);
        }
    }
}
