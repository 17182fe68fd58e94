package galaxy.store;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/** A script by its digest, or with its text where the server does not have it yet. */
final class ScriptCall<T> implements ReplicatedCommand<T> {
    private final Script script;
    private final String[] keys;
    private final byte[][] arguments;

    ScriptCall(Script script, String[] keys, byte[]... arguments) {
        this.script = script;
        this.keys = keys;
        this.arguments = arguments;
    }

    String operation() {
        return script.operation();
    }

    @Override
    public String key() {
        return keys[0];
    }

    @Override
    public boolean isReplicated() {
        return script.writes();
    }

    @Override
    public RedisFuture<T> apply(RedisClusterAsyncCommands<String, byte[]> redis) {
        return redis.evalsha(script.digest(), script.reply(), keys, arguments);
    }

    ReplicatedCommand<T> withText() {
        return ReplicatedCommand.of(key(), redis -> redis.eval(script.text(), script.reply(), keys, arguments));
    }
}
