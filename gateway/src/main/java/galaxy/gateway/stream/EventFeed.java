package galaxy.gateway.stream;

import galaxy.gateway.stream.Mailbox.Mail;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of players, read once for all streams of the process and passed to those of each player. Those of the last five
 * minutes are remembered, 20,000 at most, so that a stream can go on where an earlier one ended.
 */
final class EventFeed {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final EventLog log;
    private final InstantSource clock;
    private final int most;
    private final Map<UserId, List<Mailbox>> mailboxes = new HashMap<>();
    private final Deque<Remembered> remembered = new ArrayDeque<>();
    /** After it, all is remembered. */
    private Position floor = Position.START;

    private Optional<Position> position = Optional.empty();
    private long lookedAt = System.nanoTime();

    private record Remembered(PlayerEvent event, Instant since) {}

    /**
     * A stream that receives what follows.
     *
     * @param position after which its mailbox gets all
     * @param isComplete whether {@code missed} is all that followed its cursor
     * @param missed up to the position, in their order
     */
    record Attached(Position position, boolean isComplete, List<PlayerEvent> missed) {}

    /** @param most events that are remembered */
    EventFeed(EventLog log, InstantSource clock, int most) {
        this.log = log;
        this.clock = clock;
        this.most = most;
    }

    /**
     * Reads what is new.
     *
     * @return whether there may be more at once
     */
    boolean round() {
        Position from = begin();
        if (System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos()) {
            if (!log.hasAllAfter(from)) {
                lose(log.newest());
                return false;
            }
            lookedAt = System.nanoTime();
        }
        EventLog.Batch batch = log.after(from);
        deliver(batch);
        return batch.isMore();
    }

    /** The stream of events may be another one when it responds again. */
    void unavailable() {
        lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();
    }

    private Position begin() {
        Optional<Position> known = known();
        if (known.isPresent()) {
            return known.get();
        }
        Position first = log.back(Cursor.LIFE);
        Position newest = log.newest();
        // From the newest back, so that a start takes no longer the more there was in the last minutes.
        var found = new ArrayList<PlayerEvent>();
        Position oldest = newest.next();
        int read = 0;
        boolean isMore = true;
        while (isMore && first.isBefore(oldest) && read < most) {
            EventLog.Batch batch = log.before(oldest);
            found.addAll(batch.ofPlayers());
            read += batch.read();
            oldest = batch.end();
            isMore = batch.isMore();
        }
        begun(isMore && first.isBefore(oldest) ? oldest : first, found.reversed(), newest);
        return newest;
    }

    private synchronized void begun(Position first, List<PlayerEvent> events, Position last) {
        floor = first;
        remember(events);
        position = Optional.of(last);
    }

    private synchronized Optional<Position> known() {
        return position;
    }

    private synchronized void deliver(EventLog.Batch batch) {
        remember(batch.ofPlayers());
        for (PlayerEvent event : batch.ofPlayers()) {
            mailboxes.getOrDefault(event.userId(), List.of()).forEach(mailbox -> mailbox.put(new Mail.Event(event)));
        }
        position = Optional.of(batch.end());
    }

    private synchronized void remember(List<PlayerEvent> events) {
        Instant now = clock.instant();
        events.forEach(event -> remembered.add(new Remembered(event, now)));
        forget(now);
    }

    private void forget(Instant now) {
        Instant oldest = now.minus(Cursor.LIFE);
        while (!remembered.isEmpty()
                && (remembered.size() > most || remembered.getFirst().since().isBefore(oldest))) {
            floor = remembered.removeFirst().event().position();
        }
    }

    private synchronized void lose(Position newest) {
        remembered.clear();
        floor = newest;
        position = Optional.of(newest);
        mailboxes.values().forEach(all -> all.forEach(mailbox -> mailbox.put(new Mail.Lost(newest))));
    }

    /**
     * Passes the events of a player to a mailbox from now on.
     *
     * @param after what followed it is missed
     * @throws UnavailableException while no event was ever read
     */
    Attached attach(UserId userId, Optional<Cursor> after, Mailbox mailbox) {
        Instant now = clock.instant();
        return attachKnown(
                userId, after.filter(cursor -> cursor.isFresh(now) && log.hasAllAfter(cursor.position())), mailbox);
    }

    private synchronized Attached attachKnown(UserId userId, Optional<Cursor> after, Mailbox mailbox) {
        Position now = position();
        forget(clock.instant());
        mailboxes.computeIfAbsent(userId, id -> new ArrayList<>()).add(mailbox);
        boolean isComplete = after.isPresent()
                && !after.get().position().isBefore(floor)
                && !now.isBefore(after.get().position());
        return new Attached(
                now, isComplete, isComplete ? missed(userId, after.get().position()) : List.of());
    }

    private List<PlayerEvent> missed(UserId userId, Position after) {
        return remembered.stream()
                .map(Remembered::event)
                .filter(event ->
                        after.isBefore(event.position()) && event.userId().equals(userId))
                .toList();
    }

    synchronized void detach(UserId userId, Mailbox mailbox) {
        List<Mailbox> all = mailboxes.getOrDefault(userId, List.of());
        all.remove(mailbox);
        if (all.isEmpty()) {
            mailboxes.remove(userId);
        }
    }

    /** Every event up to it is in the mailboxes. */
    synchronized Position position() {
        return position.orElseThrow(() -> new UnavailableException("no event was read yet"));
    }
}
