package galaxy.store;

import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes that count only when replicas have them. To each master they go in groups, on a connection of their own: the commands
 * of a group, an empty write, and a {@code WAIT}, all in one go. While a group is under way the next one gathers, so that
 * many share one wait. A command has its result when enough replicas have confirmed its group.
 *
 * <p>The wait covers everything that the master has done before it for any client, because the empty write comes after that. And
 * it concerns the process that carried out the commands, because it uses the same connection: a master that has taken over
 * meanwhile is never asked about its predecessor.
 */
final class ReplicatedWrites {
    /** The empty write has its own place in the stream to the replicas. */
    private static final byte[] NOTHING = {};

    private final RedisConnection connection;
    private final int replicas;
    private final Duration timeout;
    private final StoreMetrics metrics;
    private final Map<StatefulRedisConnection<String, byte[]>, Queue> queues = new ConcurrentHashMap<>();

    /**
     * @param replicas how many have to confirm
     * @param timeout how long they may take
     */
    ReplicatedWrites(RedisConnection connection, int replicas, Duration timeout, StoreMetrics metrics) {
        this.connection = connection;
        this.replicas = replicas;
        this.timeout = timeout;
        this.metrics = metrics;
    }

    /** A command before the wait. */
    private static final class Write<T> {
        private final String key;
        private final Redis.Command<T> command;
        private final boolean isAsked;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        /** @param isAsked whether the slot is moving to this master */
        Write(String key, Redis.Command<T> command, boolean isAsked) {
            this.key = key;
            this.command = command;
            this.isAsked = isAsked;
        }

        /** Adds the command to a group. */
        Sent<T> give(RedisConnection.Gathered group) {
            return new Sent<>(this, command.apply(group.asking(isAsked)));
        }
    }

    private record Sent<T>(Write<T> write, RedisFuture<T> answer) {
        /** A command that failed has changed nothing to confirm, or the connection is lost for all. */
        void failEarly() {
            answer.whenComplete((value, failure) -> {
                if (failure != null) {
                    write.result.completeExceptionally(failure);
                }
            });
        }

        void complete(Optional<StoreUnavailableException> unconfirmed) {
            answer.whenComplete((value, failure) -> {
                if (unconfirmed.isPresent()) {
                    write.result.completeExceptionally(unconfirmed.get());
                } else {
                    write.result.complete(value);
                }
            });
        }
    }

    /** The writes to one master. */
    private final class Queue {
        private final StatefulRedisConnection<String, byte[]> master;
        private final Deque<Write<?>> waiting = new ArrayDeque<>();
        private boolean isBusy;

        Queue(StatefulRedisConnection<String, byte[]> master) {
            this.master = master;
        }

        void add(Write<?> write) {
            synchronized (this) {
                waiting.add(write);
                if (isBusy) {
                    return;
                }
                isBusy = true;
            }
            next();
        }

        /** Sends everything that waits. */
        private void next() {
            List<Write<?>> group = new ArrayList<>();
            synchronized (this) {
                // A caller that has stopped waiting has reported a failure: its command must not run any more.
                waiting.removeIf(write -> write.result.isDone());
                group.addAll(waiting);
                waiting.clear();
                if (group.isEmpty()) {
                    isBusy = false;
                    return;
                }
            }
            send(group);
        }

        private void send(List<Write<?>> writes) {
            long start = System.nanoTime();
            RedisConnection.Gathered group = new RedisConnection.Gathered(master);
            List<Sent<?>> sent = new ArrayList<>(writes.size());
            RedisFuture<Long> confirmed;
            try {
                for (Write<?> write : writes) {
                    sent.add(write.give(group));
                }
                Write<?> last = writes.getLast();
                var _ = group.asking(last.isAsked).set(beside(last.key), NOTHING);
                confirmed = group.waitForReplication(replicas, timeout.toMillis());
                sent.forEach(Sent::failEarly);
                group.send();
            } catch (RuntimeException e) {
                writes.forEach(write -> write.result.completeExceptionally(e));
                next();
                return;
            }
            confirmed.whenComplete((count, failure) -> {
                metrics.called("wait", System.nanoTime() - start);
                Optional<StoreUnavailableException> unconfirmed =
                        failure == null && count >= replicas ? Optional.empty() : Optional.of(unconfirmed(failure));
                sent.forEach(each -> each.complete(unconfirmed));
                next();
            });
        }
    }

    /** Sends a command to the master of its key; completes when replicas have what it did. */
    <T> CompletableFuture<T> send(String key, Redis.Command<T> command) {
        return add(connection.masterOf(key), new Write<>(key, command, false));
    }

    /** The same for the master to which the key is moving. */
    <T> CompletableFuture<T> ask(RedisConnection.Node master, String key, Redis.Command<T> command) {
        return add(connection.master(master), new Write<>(key, command, true));
    }

    private <T> CompletableFuture<T> add(StatefulRedisConnection<String, byte[]> master, Write<T> write) {
        queues.computeIfAbsent(master, Queue::new).add(write);
        return write.result;
    }

    /** A key in the slot of another. */
    private static String beside(String key) {
        int from = key.indexOf('{');
        int to = key.indexOf('}', from + 1);
        String tag = from >= 0 && to > from + 1 ? key.substring(from + 1, to) : key;
        return "galaxy:{" + tag + "}:replicated";
    }

    private StoreUnavailableException unconfirmed(@Nullable Throwable failure) {
        String why = "too few replicas have confirmed the change (redis.replicas is %d)".formatted(replicas);
        return failure == null
                ? new StoreUnavailableException(Fate.UNKNOWN, why)
                : new StoreUnavailableException(Fate.UNKNOWN, why, failure);
    }
}
