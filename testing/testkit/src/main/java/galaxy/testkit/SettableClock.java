package galaxy.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock in UTC that stands still until a test moves it, in either direction. Safe for several threads. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;
    private volatile Duration tick = Duration.ZERO;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    public static SettableClock at(Instant start) {
        return new SettableClock(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    /** From a text such as {@code 2026-03-01T12:00:00Z}. */
    public static SettableClock at(String start) {
        return at(Instant.parse(start));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves by this much, back if it is negative, and returns the new time. */
    public Instant advance(Duration by) {
        return now.updateAndGet(before -> before.plus(by));
    }

    /** From now on moves by this much each time that it has been read. */
    public void tick(Duration step) {
        tick = step;
    }

    @Override
    public Instant instant() {
        return now.getAndUpdate(before -> before.plus(tick));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time, shown in another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(now, other);
    }
}
