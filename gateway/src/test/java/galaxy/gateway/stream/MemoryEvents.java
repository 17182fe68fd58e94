package galaxy.gateway.stream;

import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Public events in memory, each a millisecond after the one before. */
final class MemoryEvents implements EventLog {
    private static final Instant AT = Instant.parse("2026-03-01T11:59:00Z");
    private static final int BATCH = 500;

    private final List<PlayerEvent> events = new ArrayList<>();
    private final Set<Position> ofNoPlayer = new HashSet<>();
    private Position first = Position.START;
    private long millis = 1_000_000;
    private boolean isDown;
    private int read;
    private int refused;

    synchronized void account(UserId userId, String type) {
        events.add(new PlayerEvent.AccountChanged(next(), userId, type, AT));
    }

    synchronized void sessions(UserId userId) {
        events.add(new PlayerEvent.SessionsChanged(next(), userId));
    }

    /** An event that concerns no player. */
    synchronized void other() {
        Position position = next();
        events.add(new PlayerEvent.SessionsChanged(position, World.user(0)));
        ofNoPlayer.add(position);
    }

    private Position next() {
        millis++;
        return new Position(millis, 0);
    }

    /** All that there is now is lost, and what is added next begins anew so much later. */
    synchronized void lose() {
        events.clear();
        millis += 10_000;
        first = new Position(millis, 0);
    }

    /** The newest is undone, as by a restore; what is added next is later. */
    synchronized void undo() {
        events.removeLast();
    }

    /** How many events were read, each as often as it was. */
    synchronized int read() {
        return read;
    }

    synchronized void down(boolean now) {
        isDown = now;
    }

    @Override
    public synchronized Position newest() {
        requireUp();
        return events.isEmpty() ? first : events.getLast().position();
    }

    @Override
    public synchronized Position back(Duration time) {
        Position wanted = newest().minus(time);
        return wanted.isBefore(first) ? first : wanted;
    }

    @Override
    public synchronized Batch after(Position position) {
        requireUp();
        return batch(position, events.stream().filter(event -> position.isBefore(event.position())));
    }

    @Override
    public synchronized Batch before(Position position) {
        requireUp();
        return batch(
                position,
                events.reversed().stream().filter(event -> event.position().isBefore(position)));
    }

    private Batch batch(Position position, Stream<PlayerEvent> events) {
        List<PlayerEvent> found = events.limit(BATCH).toList();
        read += found.size();
        List<PlayerEvent> ofPlayers = found.stream()
                .filter(event -> !ofNoPlayer.contains(event.position()))
                .toList();
        Position end = found.isEmpty() ? position : found.getLast().position();
        return new Batch(ofPlayers, found.size(), end, !found.isEmpty());
    }

    @Override
    public synchronized boolean hasAllAfter(Position position) {
        requireUp();
        return position.equals(Position.START)
                || position.equals(first)
                || events.stream().anyMatch(event -> event.position().equals(position));
    }

    /** How many requests there were while it was down. */
    synchronized int refused() {
        return refused;
    }

    private void requireUp() {
        if (isDown) {
            refused++;
            throw new UnavailableException("the store is down, on purpose");
        }
    }
}
