package galaxy.models.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The sessions of all users, in the order in which they were begun. */
final class Sessions {
    private static final Duration SHOWN = Duration.ofDays(30);
    private static final Duration WRITTEN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_ENDED = 50;
    private static final Comparator<Session> NEWEST_FIRST =
            Comparator.comparing(Session::createdAt).thenComparing(Session::id).reversed();

    private final Rules rules;
    private final Map<String, Session> all = new LinkedHashMap<>();

    Sessions(Rules rules) {
        this.rules = rules;
    }

    Optional<Session> find(String id, Instant now) {
        return Optional.ofNullable(all.get(id)).map(session -> session.at(now));
    }

    /** Newest first: the active ones, and if asked for the last that ended within 30 days. */
    List<Session> of(String userId, boolean withEnded, Instant now) {
        Set<Session> shown = new HashSet<>(active(userId, now));
        if (withEnded) {
            ofUser(userId, now)
                    .filter(session -> !session.isActive())
                    .sorted(Comparator.comparing(Sessions::endedAt).reversed())
                    .limit(MOST_ENDED)
                    .filter(session -> now.isBefore(endedAt(session).plus(SHOWN)))
                    .forEach(shown::add);
        }
        return shown.stream().sorted(NEWEST_FIRST).toList();
    }

    /** The least recently used of those that are too many end with it. */
    Session begin(Session.Start start, Instant now) {
        List<Session> active = new ArrayList<>(active(start.userId(), now));
        active.sort(Comparator.comparing(Session::seenAt));
        active.stream()
                .limit(Math.max(0, active.size() + 1 - rules.mostSessions()))
                .forEach(session -> put(session.ended(End.displaced(now))));
        return put(Session.begun(start, now, rules));
    }

    /** The session afterwards; none that is unknown or another's. */
    Optional<Session> revoke(String id, Optional<String> owner, End.Cause cause, Instant now) {
        return find(id, now)
                .filter(session -> owner.stream().allMatch(session.userId()::equals))
                .map(session -> session.isActive() ? put(session.ended(new End(now, "revoked", cause))) : session);
    }

    int revokeAll(String userId, Optional<String> except, End.Cause cause, Instant now) {
        List<Session> ending = active(userId, now).stream()
                .filter(session -> except.stream().noneMatch(session.id()::equals))
                .toList();
        ending.forEach(session -> put(session.ended(new End(now, "revoked", cause))));
        return ending.size();
    }

    /** One use in ten minutes is written down. */
    void used(Session session, Instant at, Optional<String> country) {
        if (!at.isBefore(session.seenAt().plus(WRITTEN_AFTER))) {
            put(session.used(at, country, rules.idle()));
        }
    }

    private Session put(Session session) {
        all.put(session.id(), session);
        return session;
    }

    private List<Session> active(String userId, Instant now) {
        return ofUser(userId, now).filter(Session::isActive).toList();
    }

    private Stream<Session> ofUser(String userId, Instant now) {
        return all.values().stream()
                .filter(session -> session.userId().equals(userId))
                .map(session -> session.at(now));
    }

    private static Instant endedAt(Session session) {
        return session.end().map(End::at).orElse(Instant.MAX);
    }
}
