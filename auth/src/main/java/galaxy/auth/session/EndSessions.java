package galaxy.auth.session;

import galaxy.auth.session.SessionStore.Change;
import galaxy.auth.session.SessionStore.Operation;
import galaxy.auth.session.SessionStore.Snapshot;
import galaxy.auth.session.SessionStore.Write;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What ends sessions of a user, and who caused it.
 *
 * @param cause as records have it
 * @param reason the reason code
 * @param actor who ended them
 * @param request for the events
 */
public record EndSessions(String cause, String reason, Actor actor, Cause request) {
    private static final Actor AUTH = Actor.of("service", "auth");

    /** Ended because users say that the user is blocked. */
    public static EndSessions blocked(Actor actor, Cause request) {
        return new EndSessions(Ended.BLOCKED, "login_blocked", actor, request);
    }

    public static Actor byAuth() {
        return AUTH;
    }

    /**
     * A write that ends some, and writes down those that have ended with time.
     *
     * @param which of the active ones
     * @return empty when there is nothing to write
     */
    Optional<Write> of(Snapshot seen, Predicate<Map.Entry<SessionId, Session>> which, Instant now) {
        List<Change> changes = new ArrayList<>(expired(seen, now));
        for (Map.Entry<SessionId, Session> each : active(seen, now)) {
            if (which.test(each)) {
                Session next = each.getValue().with(new Ended(now, cause, reason, actor));
                changes.add(new Change(each.getKey(), next, Operation.REVOKED, Optional.of(actor), request));
            }
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Write(
                        seen.sessions().ended(ends(changes)), changes, nextEnd(seen, changes), Optional.empty(), now));
    }

    /** Those that have ended with time and are not written as ended. */
    static List<Change> expired(Snapshot seen, Instant now) {
        return seen.sessions().active().stream()
                .flatMap(id -> Optional.ofNullable(seen.records().get(id)).stream()
                        .filter(session -> session.ended().isEmpty())
                        .flatMap(session -> session.endedBy(now).stream()
                                .map(end -> new Change(
                                        id, session.with(end), Operation.EXPIRED, Optional.of(AUTH), Cause.EXPIRY))))
                .toList();
    }

    static List<Map.Entry<SessionId, Session>> active(Snapshot seen, Instant now) {
        return seen.sessions().active().stream()
                .flatMap(id -> Optional.ofNullable(seen.records().get(id)).stream()
                        .filter(session -> session.isActive(now))
                        .map(session -> Map.entry(id, session)))
                .toList();
    }

    static List<UserSessions.Ended> ends(List<Change> changes) {
        return changes.stream()
                .flatMap(change ->
                        change.session().ended().stream().map(end -> new UserSessions.Ended(change.id(), end.at())))
                .toList();
    }

    /** The earliest end of those that stay active. */
    static Optional<Instant> nextEnd(Snapshot seen, List<Change> changes) {
        List<SessionId> gone = changes.stream().map(Change::id).toList();
        return seen.sessions().active().stream()
                .filter(id -> !gone.contains(id))
                .flatMap(id -> Optional.ofNullable(seen.records().get(id)).stream())
                .map(Session::expiresAt)
                .min(Instant::compareTo);
    }

    static int count(Write write) {
        return (int) write.changes().stream()
                .filter(change -> change.operation() == Operation.REVOKED)
                .count();
    }
}
