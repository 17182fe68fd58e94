package galaxy.store;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.store.EventStream.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the public stream of events in every instance of a service, each event at least once. The position is stored about
 * once a second, so that a start goes on where the last one ended. Where the stream has lost what follows the position (it was
 * trimmed, or an older copy of the store was put back) the service catches up in its own way, and goes on from the newest.
 */
public final class EventFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final Pattern POSITION = Pattern.compile("([0-9]{1,19})-([0-9]{1,19})");
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration STORED_EVERY = Duration.ofSeconds(1);

    private final Redis redis;
    private final EventStream stream;
    private final String key;
    private final InstantSource clock;
    private final Reader reader;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Optional<String> position = Optional.empty();
    private String stored = "";
    private long storedAt = System.nanoTime();
    private volatile double lag;
    private volatile long caughtUp = System.nanoTime();
    private volatile boolean isCatchingUp;

    /** What a service does with the events. Both methods are called again when they throw. */
    public interface Reader {
        /** Handles one event; what cannot be understood is passed over and counted by the reader. */
        void read(Entry event);

        /** Catches up with what events were lost. */
        void catchUp();
    }

    /** @param key of the position */
    EventFollower(Redis redis, String name, String key, InstantSource clock, Reader reader) {
        this.redis = redis;
        this.stream = EventStream.over(redis);
        this.key = key;
        this.clock = clock;
        this.reader = reader;
        this.thread = Thread.ofVirtual().name(name + "-follower").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Age in seconds of the oldest event that was not handled yet when the follower last looked; or since it could not look. */
    public double lagSeconds() {
        return isCatchingUp ? Math.max(lag, sinceCaughtUp()) : lag;
    }

    @Override
    public void close() {
        closing.countDown();
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean isClosed = false;
        while (!isClosed) {
            boolean isMore = false;
            try {
                isMore = round();
            } catch (RuntimeException e) {
                lag = Math.max(lag, sinceCaughtUp());
                WARNINGS.warn("events are followed again in a moment", e);
                // The stream may be another one by then.
                storedAt = System.nanoTime() - STORED_EVERY.toNanos();
            }
            isClosed = isMore ? closing.getCount() == 0 : pause();
        }
        storeQuietly();
    }

    /** One reading of the stream; whether there may be more at once. */
    boolean round() {
        if (position.isEmpty()) {
            position = Optional.of(begin());
        } else if (System.nanoTime() - storedAt >= STORED_EVERY.toNanos()) {
            if (isLost(position.get())) {
                position = Optional.of(caughtUp());
            }
            store();
        }
        List<Entry> entries = stream.between(position.get(), "+");
        for (Entry entry : entries) {
            lag = Math.max(
                    0,
                    Duration.between(timeOf(entry.position()), clock.instant()).toMillis() / 1000.0);
            reader.read(entry);
            position = Optional.of(entry.position());
        }
        if (entries.isEmpty()) {
            lag = 0;
        }
        caughtUp = System.nanoTime();
        return !entries.isEmpty();
    }

    private String begin() {
        byte[] known = redis.call("get", commands -> commands.get(key));
        if (known == null) {
            return stream.newest();
        }
        String text = new String(known, StandardCharsets.UTF_8);
        stored = text;
        return isLost(text) ? caughtUp() : text;
    }

    /** Whether events may be missing after a position: it is none, was trimmed, or lies after the end of the stream. */
    private boolean isLost(String from) {
        if (!POSITION.matcher(from).matches()) {
            return true;
        }
        if (compare(from, EventStream.START) == 0) {
            return false;
        }
        Optional<String> oldest = stream.oldest();
        return oldest.isEmpty() || compare(from, oldest.get()) < 0 || compare(from, stream.newest()) > 0;
    }

    private String caughtUp() {
        String newest = stream.newest();
        if (!isCatchingUp) {
            LOG.warn(
                    "events after the position of {} are lost; the newest follow when what they changed is handled",
                    key);
        }
        isCatchingUp = true;
        reader.catchUp();
        isCatchingUp = false;
        return newest;
    }

    private double sinceCaughtUp() {
        return (System.nanoTime() - caughtUp) / 1e9;
    }

    private void store() {
        storedAt = System.nanoTime();
        String now = position.orElseThrow();
        if (!now.equals(stored)) {
            redis.call("set", commands -> commands.set(key, now.getBytes(StandardCharsets.US_ASCII)));
            stored = now;
        }
    }

    private void storeQuietly() {
        try {
            if (position.isPresent()) {
                store();
            }
        } catch (RuntimeException e) {
            LOG.debug("the position of {} is not stored", key, e);
        }
    }

    private boolean pause() {
        try {
            return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    static int compare(String one, String other) {
        Matcher first = matched(one);
        Matcher second = matched(other);
        int byTime =
                Long.compareUnsigned(Long.parseUnsignedLong(first.group(1)), Long.parseUnsignedLong(second.group(1)));
        return byTime != 0
                ? byTime
                : Long.compareUnsigned(Long.parseUnsignedLong(first.group(2)), Long.parseUnsignedLong(second.group(2)));
    }

    private static Matcher matched(String position) {
        Matcher parts = POSITION.matcher(position);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a position in the stream: " + position);
        }
        return parts;
    }

    private static Instant timeOf(String position) {
        return Instant.ofEpochMilli(Long.parseLong(position, 0, position.indexOf('-'), 10));
    }
}
