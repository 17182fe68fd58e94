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
    static final Pattern POSITION = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");
    /** Stored in the place of a position until what lost events changed is handled; it is none. */
    private static final String LOST = "lost";

    private static final Duration PAUSE = Duration.ofMillis(200);
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
    private volatile Optional<Lost> lost = Optional.empty();

    /** What a service does with the events. */
    public interface Reader {
        /** Handles one event; is called again when it throws. What cannot be understood is passed over and counted by the reader. */
        void read(Entry event);

        /** How to catch up with what events were lost; called once for each loss, and again when it throws. */
        CatchUp catchUp();
    }

    /** Work in small steps. A step that throws is done again, so that what was done before it is kept. */
    public interface CatchUp {
        /** Does one step; whether there may be more. */
        boolean step();
    }

    /** Events that are lost, until what they changed is handled; then those after {@code newest} follow. */
    private record Lost(String newest, CatchUp work) {}

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
        return lost.isPresent() ? Math.max(lag, sinceCaughtUp()) : lag;
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
        look();
        if (lost.isPresent()) {
            if (!isCaughtUp(lost.get())) {
                return false;
            }
            position = Optional.of(lost.get().newest());
            lost = Optional.empty();
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

    /** Begins where the last run ended, stores the position when it is time, and finds out whether events are lost. */
    private void look() {
        if (lost.isPresent()) {
            return;
        }
        if (position.isEmpty()) {
            begin();
        } else if (System.nanoTime() - storedAt >= STORED_EVERY.toNanos()) {
            if (isLost(position.get())) {
                loseEvents();
            } else {
                store();
            }
        }
    }

    private void begin() {
        byte[] known = redis.call("get", commands -> commands.get(key));
        if (known == null) {
            position = Optional.of(stream.newest());
            // At once: a kill within the first second would else lose what comes in it.
            store();
            return;
        }
        String text = new String(known, StandardCharsets.UTF_8);
        stored = text;
        if (isLost(text)) {
            loseEvents();
        } else {
            position = Optional.of(text);
        }
    }

    private boolean isLost(String from) {
        return !POSITION.matcher(from).matches() || !stream.hasAllAfter(from);
    }

    /** That is stored, so that a restart catches up too, also where the stream has grown beyond the position meanwhile. */
    private void loseEvents() {
        String newest = stream.newest();
        position = Optional.of(LOST);
        store();
        CatchUp work = reader.catchUp();
        LOG.warn("events after the position of {} are lost; the newest follow when what they changed is handled", key);
        lost = Optional.of(new Lost(newest, work));
    }

    /** Goes on until all is done, or the follower is closed. */
    private boolean isCaughtUp(Lost events) {
        boolean isMore = true;
        while (isMore && closing.getCount() > 0) {
            isMore = events.work().step();
        }
        return !isMore;
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

    private static Instant timeOf(String position) {
        return Instant.ofEpochMilli(Long.parseLong(position, 0, position.indexOf('-'), 10));
    }
}
