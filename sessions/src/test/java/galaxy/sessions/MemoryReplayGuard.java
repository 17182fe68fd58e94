package galaxy.sessions;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guard in memory. The time from which requests are valid is that of the whole guard, and not of a bucket. */
public final class MemoryReplayGuard implements ReplayGuard {
    private final int perMinute;
    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Map<SessionId, Map<ReplayId, Instant>> seen = new HashMap<>();
    private @Nullable Instant validFrom;

    /** @param perMinute requests of one session */
    public MemoryReplayGuard(int perMinute) {
        this.perMinute = perMinute;
    }

    public synchronized void put(SessionId id, Session session) {
        sessions.put(id, session);
    }

    /** What was seen comes back with a log: it is here, and may not be whole. */
    public synchronized void restart() {
        validFrom = null;
    }

    @Override
    public synchronized Verdict accept(Request request) {
        Instant since = validFrom == null ? request.now().plus(AHEAD) : validFrom;
        validFrom = since;
        if (!request.issuedAt().isAfter(since)) {
            return new Verdict.TooEarly(since);
        }
        Map<ReplayId, Instant> ids = seen.computeIfAbsent(request.session(), session -> new HashMap<>());
        if (ids.containsKey(request.id())) {
            return new Verdict.Replayed();
        }
        Instant from = request.issuedAt().minusSeconds(60);
        if (ids.values().stream().filter(each -> each.isAfter(from)).count() >= perMinute) {
            return new Verdict.TooMany();
        }
        ids.put(request.id(), request.issuedAt());
        ids.values().removeIf(each -> each.isBefore(request.now().minus(REMEMBERED)));
        return new Verdict.Accepted(find(request.session()));
    }

    @Override
    public synchronized Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }
}
