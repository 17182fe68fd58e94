package galaxy.auth.session;

import galaxy.sessions.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which sessions a user has.
 *
 * @param email under which users know the user; absent while there never was a session
 * @param active in the order in which they were created; some may have ended with time
 * @param ended the last of those that ended, the newest end first
 * @param blockedAt of the last event that the user was blocked
 */
public record UserSessions(
        Optional<String> email, List<SessionId> active, List<Ended> ended, Optional<Instant> blockedAt) {
    public static final UserSessions NONE = new UserSessions(Optional.empty(), List.of(), List.of(), Optional.empty());

    static final int MOST_ENDED = 50;

    /** A session that has ended. */
    public record Ended(SessionId id, Instant at) {}

    public UserSessions {
        active = List.copyOf(active);
        ended = List.copyOf(ended);
    }

    public UserSessions begun(String accountEmail, SessionId id) {
        return new UserSessions(
                Optional.of(accountEmail),
                Stream.concat(active.stream(), Stream.of(id)).toList(),
                ended,
                blockedAt);
    }

    /** Without some that ended at a time. */
    public UserSessions ended(List<Ended> more) {
        List<SessionId> ids = more.stream().map(Ended::id).toList();
        return new UserSessions(
                email,
                active.stream().filter(id -> !ids.contains(id)).toList(),
                Stream.concat(more.stream(), ended.stream())
                        .sorted((one, other) -> other.at().compareTo(one.at()))
                        .limit(MOST_ENDED)
                        .toList(),
                blockedAt);
    }

    public UserSessions blocked(Instant at) {
        Instant latest = blockedAt.filter(at::isBefore).orElse(at);
        return new UserSessions(email, active, ended, Optional.of(latest));
    }

    /** When the last one ended, if any did. */
    public Optional<Instant> lastEnd() {
        return ended.stream().map(Ended::at).max(Instant::compareTo);
    }
}
