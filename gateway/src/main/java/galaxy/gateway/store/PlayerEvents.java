package galaxy.gateway.store;

import galaxy.contracts.EventType;
import galaxy.gateway.stream.EventLog;
import galaxy.gateway.stream.PlayerEvent;
import galaxy.gateway.stream.Position;
import galaxy.kernel.Parsed;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import galaxy.store.EventStream;
import galaxy.store.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The public stream of events, which is only read: no position is stored. */
public final class PlayerEvents implements EventLog {
    private static final String OF_ACCOUNTS = "user.";

    private final EventStream stream;

    public PlayerEvents(Redis redis) {
        this.stream = EventStream.over(redis);
    }

    @Override
    public Position newest() {
        return position(stream.newest());
    }

    @Override
    public Position back(Duration time) {
        Position wanted = newest().minus(time);
        Optional<Position> oldest = stream.oldest().map(PlayerEvents::position);
        // What was before the oldest one may be trimmed.
        return oldest.filter(wanted::isBefore).orElse(wanted);
    }

    @Override
    public Batch after(Position position) {
        return batch(position, stream.between(position.toString(), "+"));
    }

    @Override
    public Batch before(Position position) {
        return batch(position, stream.before(position.toString()));
    }

    private static Batch batch(Position position, List<EventStream.Entry> entries) {
        Position end = entries.isEmpty() ? position : position(entries.getLast().position());
        List<PlayerEvent> ofPlayers =
                entries.stream().flatMap(entry -> event(entry).stream()).toList();
        return new Batch(ofPlayers, entries.size(), end, !entries.isEmpty());
    }

    @Override
    public boolean hasAllAfter(Position position) {
        return stream.hasAllAfter(position.toString());
    }

    /** Empty for what concerns no player, or is not an event of this form. */
    private static Optional<PlayerEvent> event(EventStream.Entry entry) {
        String type = entry.fields().getOrDefault("type", "");
        String subject = entry.fields().getOrDefault("subject", "");
        if (!(UserId.parse(subject) instanceof Parsed.Valid<UserId>(UserId userId))) {
            return Optional.empty();
        }
        Position position = position(entry.position());
        if (type.equals(EventType.AUTH_SESSION_CHANGED.code())) {
            return Optional.of(new PlayerEvent.SessionsChanged(position, userId));
        }
        return type.startsWith(OF_ACCOUNTS)
                ? Optional.of(new PlayerEvent.AccountChanged(
                        position,
                        userId,
                        type,
                        Rfc3339.parse(entry.fields().getOrDefault("time", "")).orElseGet(position::time)))
                : Optional.empty();
    }

    private static Position position(String text) {
        return Position.parse(text)
                .orElseThrow(() -> new IllegalStateException("not a position in the stream: " + text));
    }
}
