package galaxy.store;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public stream of events, read on a connection of its own. Positions are the ids of its entries.
 *
 * <p>Every call throws {@link StoreUnavailableException} when Redis does not answer or cannot serve now.
 */
public final class EventStream implements AutoCloseable {
    /** Before the first entry. */
    public static final String START = "0-0";

    /** How long a read waits for the next entry; a call may take no longer than the timeout. */
    private static final Duration WAIT = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int BATCH = 500;

    private final Redis redis;

    private EventStream(Redis redis) {
        this.redis = redis;
    }

    /**
     * One event.
     *
     * @param position in the stream
     * @param fields the attributes and {@code data}, in their order
     */
    public record Entry(String position, Map<String, String> fields) {
        private static Entry of(StreamMessage<String, byte[]> message) {
            Map<String, String> fields = new LinkedHashMap<>();
            message.getBody().forEach((name, value) -> fields.put(name, new String(value, StandardCharsets.UTF_8)));
            return new Entry(message.getId(), fields);
        }
    }

    /**
     * Connects.
     *
     * @param settings how, apart from where
     */
    public static EventStream connect(StoreAddress address, StoreSettings settings) {
        StoreMetrics unused = new StoreMetrics(new PrometheusRegistry());
        return new EventStream(Redis.connect(address, settings.forReadingAlone(TIMEOUT), unused));
    }

    /** The same stream on connections that others use too; for calls that do not wait, and not to be closed. */
    public static EventStream over(Redis redis) {
        return new EventStream(redis);
    }

    /** The position of the oldest entry that is kept. */
    public Optional<String> oldest() {
        return redis
                .call("xrange", commands -> commands.xrange(Relay.EVENTS, Range.unbounded(), Limit.from(1)))
                .stream()
                .map(StreamMessage::getId)
                .findFirst();
    }

    /** The position of the newest entry. */
    public String newest() {
        List<StreamMessage<String, byte[]>> last =
                redis.call("xrevrange", commands -> commands.xrevrange(Relay.EVENTS, Range.unbounded(), Limit.from(1)));
        return last.isEmpty() ? START : last.getFirst().getId();
    }

    /** Whether all that followed a position is there: its entry was not trimmed, nor undone by an older copy of the store. */
    public boolean hasAllAfter(String position) {
        Range<String> one = Range.create(position, position);
        return position.equals(START)
                || !redis.call("xrange", commands -> commands.xrange(Relay.EVENTS, one, Limit.from(1)))
                        .isEmpty();
    }

    /** Some entries after a position, oldest first; none when there are no more up to the other position. */
    public List<Entry> between(String after, String upTo) {
        Range<String> range = Range.from(Range.Boundary.excluding(after), Range.Boundary.including(upTo));
        return entries(redis.call("xrange", commands -> commands.xrange(Relay.EVENTS, range, Limit.from(BATCH))));
    }

    /** Some entries before a position, newest first; none when no older one is kept. */
    public List<Entry> before(String position) {
        Range<String> range = Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(position));
        return entries(redis.call("xrevrange", commands -> commands.xrevrange(Relay.EVENTS, range, Limit.from(BATCH))));
    }

    /** Some entries after a position, oldest first; waits a moment for the first, and gives none if none came. */
    @SuppressWarnings("unchecked") // an array of one offset, which is not retained
    public List<Entry> next(String after) {
        XReadArgs waiting = XReadArgs.Builder.block(WAIT).count(BATCH);
        return entries(redis.call(
                "xread", commands -> commands.xread(waiting, XReadArgs.StreamOffset.from(Relay.EVENTS, after))));
    }

    @Override
    public void close() {
        redis.close();
    }

    private static List<Entry> entries(List<StreamMessage<String, byte[]>> messages) {
        return messages.stream().map(Entry::of).toList();
    }
}
