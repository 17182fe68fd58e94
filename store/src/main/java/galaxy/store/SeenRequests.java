package galaxy.store;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed requests that were accepted, in the memory of the master alone, by the script {@code replay_guard}. It needs no other
 * right than to load and call scripts by their digest, and never waits for replicas.
 *
 * <p>Every call throws {@link StoreUnavailableException} when Redis does not answer or cannot serve now.
 */
public final class SeenRequests {
    private final Redis redis;
    private final Rules rules;

    public SeenRequests(Redis redis, Rules rules) {
        this.redis = redis;
        this.rules = rules;
    }

    /**
     * How requests are remembered.
     *
     * @param ahead how far ahead of now the time from which requests are valid lies, where nothing is remembered
     * @param remembered how long one is
     * @param per the time in which requests of one session are counted
     * @param most requests of one session in that time
     */
    public record Rules(Duration ahead, Duration remembered, Duration per, int most) {}

    /** What belongs to one session; all in one slot. */
    public record Keys(String ids, String validFrom, String record) {}

    /**
     * When a request is dated, and when it came.
     *
     * @param isMemoryOnly whether what is written stays out of the log and the replicas
     */
    public record Arrival(Instant issuedAt, Instant now, boolean isMemoryOnly) {}

    /** The reply of the script. */
    public sealed interface Reply {
        /**
         * It was new.
         *
         * @param record as it was after that; empty if there is none
         */
        record Accepted(Optional<byte[]> record) implements Reply {}

        record Replayed() implements Reply {}

        record TooEarly(Instant validFrom) implements Reply {}

        record TooMany() implements Reply {}
    }

    /** A master, as it answered just now. */
    public record Master(String replicationId, boolean canKeepInMemory, Instant time) {}

    /** Accepts a request once, then reads the record, in one round trip. */
    public Reply accept(Keys keys, byte[] id, Arrival arrival) {
        try {
            return attempt(keys, id, arrival);
        } catch (RuntimeException e) {
            if (!Failures.isNoScript(e)) {
                throw e;
            }
            redis.onEachMaster(master -> master.scriptLoad(Script.REPLAY_GUARD.text()));
            return attemptAgain(keys, id, arrival);
        }
    }

    /** While a master takes over from another, the one that is asked may be none of those that are known. */
    private Reply attemptAgain(Keys keys, byte[] id, Arrival arrival) {
        try {
            return attempt(keys, id, arrival);
        } catch (RuntimeException e) {
            throw Failures.isNoScript(e)
                    ? new StoreUnavailableException(
                            StoreUnavailableException.Fate.NOT_APPLIED, "a new master has no scripts yet", e)
                    : e;
        }
    }

    private Reply attempt(Keys keys, byte[] id, Arrival arrival) {
        byte[][] arguments = {
            id,
            millis(arrival.issuedAt()),
            millis(arrival.now()),
            millis(rules.ahead()),
            millis(rules.remembered()),
            millis(rules.per()),
            ascii(Integer.toString(rules.most())),
            ascii(arrival.isMemoryOnly() ? "1" : "0")
        };
        String[] names = {keys.ids(), keys.validFrom()};
        Redis.Command<Object> guard = commands ->
                commands.evalsha(Script.REPLAY_GUARD.digest(), Script.REPLAY_GUARD.reply(), names, arguments);
        Redis.Command<Object> read = commands -> anything(commands.get(keys.record()));
        List<Redis.Result<Object>> results = redis.tryAll(Script.REPLAY_GUARD.operation(), List.of(guard, read));
        Redis.Result.throwIfAny(results);
        return reply((List<?>) value(results.getFirst()), (byte[]) value(results.getLast()));
    }

    private static Reply reply(@Nullable List<?> reply, byte @Nullable [] record) {
        if (reply == null) {
            throw new IllegalStateException("the script has no reply");
        }
        return switch (text(reply.getFirst())) {
            case "OK" -> new Reply.Accepted(Optional.ofNullable(record));
            case "REPLAYED" -> new Reply.Replayed();
            case "TOO_EARLY" -> new Reply.TooEarly(Instant.ofEpochMilli(Long.parseLong(text(reply.getLast()))));
            case "TOO_MANY" -> new Reply.TooMany();
            default -> throw new IllegalStateException("an unknown reply of the script");
        };
    }

    /** The record alone. */
    public Optional<byte[]> read(String record) {
        return Optional.ofNullable(redis.call("get", commands -> commands.get(record)));
    }

    /** Every master, or the one server, with the scripts loaded. */
    public List<Master> masters() {
        return redis.onEachMaster(SeenRequests::probe);
    }

    /** A master that knows one of the scripts knows both. */
    private static Master probe(RedisClusterCommands<String, byte[]> master) {
        List<?> found;
        try {
            found = facts(master);
        } catch (RedisNoScriptException e) {
            master.scriptLoad(Script.REPLAY_GUARD.text());
            master.scriptLoad(Script.REPLAY_PROBE.text());
            found = facts(master);
        }
        List<byte[]> time = master.time();
        long micros = Long.parseLong(text(time.getLast()));
        return new Master(
                text(found.getLast()),
                found.getFirst().equals(1L),
                Instant.ofEpochSecond(Long.parseLong(text(time.getFirst())), micros * 1000));
    }

    private static List<?> facts(RedisClusterCommands<String, byte[]> master) {
        return master.evalsha(Script.REPLAY_PROBE.digest(), Script.REPLAY_PROBE.reply(), new String[0]);
    }

    private static @Nullable Object value(Redis.Result<Object> result) {
        return switch (result) {
            case Redis.Result.Answer<Object>(Object value) -> value;
            case Redis.Result.Failed<Object>(RuntimeException failure) -> throw failure;
        };
    }

    @SuppressWarnings("unchecked") // nothing is put into it
    private static RedisFuture<Object> anything(RedisFuture<?> future) {
        return (RedisFuture<Object>) future;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] millis(Instant time) {
        return ascii(Long.toString(time.toEpochMilli()));
    }

    private static byte[] millis(Duration time) {
        return ascii(Long.toString(time.toMillis()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
