package galaxy.auth.session;

import galaxy.auth.session.SessionStore.Snapshot;
import galaxy.auth.session.SessionStore.Write;
import galaxy.auth.user.UserDirectory;
import galaxy.auth.user.UserDirectory.Standing;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends the sessions of users who are blocked: as events say it, and where events were lost. */
public final class BlockedUsers {
    /** What was created so long after an event was created before it by another clock. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final Cause CAUSE =
            new Cause(MutationSource.USER_BLOCK.code(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Sessions sessions;
    private final SessionStore store;
    private final UserDirectory users;
    private final SessionReport report;

    public BlockedUsers(Sessions sessions, SessionStore store, UserDirectory users, SessionReport report) {
        this.sessions = sessions;
        this.store = store;
        this.users = users;
        this.report = report;
    }

    /**
     * A user was blocked, as an event says. If that still holds, the sessions from before it end. It is written down in any
     * case, so that a confirmation that has asked users before the block conflicts.
     */
    public void blocked(UserId userId, Instant at) {
        int ended = sessions.turns().retry(userId, "the sessions of a user", writes -> once(userId, at));
        if (ended > 0) {
            report.revokedAfter(Duration.between(at, sessions.now()));
        }
    }

    private Optional<Integer> once(UserId userId, Instant at) {
        Snapshot seen = store.read(userId, Optional.empty());
        boolean isBlocked = seen.sessions().email().isPresent() && isBlocked(seen);
        Instant before = at.plus(CLOCKS);
        Instant now = sessions.now();
        Write write = end().of(
                        seen, each -> isBlocked && !each.getValue().createdAt().isAfter(before), now)
                .map(ends -> new Write(ends.sessions().blocked(at), ends.changes(), ends.due(), ends.mail(), now))
                .orElseGet(() -> new Write(
                        seen.sessions().blocked(at),
                        List.of(),
                        EndSessions.nextEnd(seen, List.of()),
                        Optional.empty(),
                        now));
        return sessions.write(seen, Optional.of(write));
    }

    /** Ends the sessions of a user who is blocked now; whether it was. */
    public boolean check(UserId userId) {
        Snapshot seen = store.read(userId, Optional.empty());
        boolean isBlocked = seen.sessions().email().isPresent() && isBlocked(seen);
        return isBlocked && sessions.revokeAll(userId, Optional.empty(), end()) > 0;
    }

    private boolean isBlocked(Snapshot seen) {
        EmailAddress email = EmailAddress.of(seen.sessions().email().orElseThrow());
        return users.resolve(email, CAUSE) instanceof Standing.Blocked;
    }

    private static EndSessions end() {
        return EndSessions.blocked(EndSessions.byAuth(), CAUSE);
    }
}
