package galaxy.auth.session;

import galaxy.auth.mail.Mail;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores sessions. Each method is one atomic step and throws when the store does not respond. */
public interface SessionStore {
    /** The sessions of a user as they were read. A write names what it saw and happens only if that has not changed since. */
    interface Snapshot {
        UserId userId();

        UserSessions sessions();

        /** Every session that was not written as ended, and the one that was asked for, where there is one. */
        Map<SessionId, Session> records();
    }

    /** What an event says. */
    enum Operation {
        CREATED("created"),
        REVOKED("revoked"),
        EXPIRED("expired"),
        DISPLACED("displaced");

        private final String code;

        Operation(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** One session that changes, for its event. */
    record Change(SessionId id, Session session, Operation operation, Optional<Actor> actor, Cause cause) {}

    /**
     * What a commit writes.
     *
     * @param sessions the user's afterwards
     * @param changes each with the session afterwards
     * @param due when the next of them ends with time
     * @param mail a notice
     */
    record Write(UserSessions sessions, List<Change> changes, Optional<Instant> due, Optional<Mail> mail, Instant at) {}

    /** @param also one more session to read, active or not */
    @SuppressWarnings("MissingSummary")
    Snapshot read(UserId userId, Optional<SessionId> also);

    WriteResult write(Snapshot seen, Write write);

    /** One session as it was read. */
    interface Found {
        SessionId id();

        Session session();
    }

    Optional<Found> find(SessionId id);

    /** Sessions of one user, those there are, in the order of the ids. */
    List<Found> findAll(List<SessionId> ids);

    /** Writes that a session was used. */
    WriteResult use(Found seen, Session next);

    /**
     * Every user of whom a session may end with time, some at a time; a page may be empty and not the last.
     *
     * @param after where the walk continues, as the last page says
     */
    Page<UserId, String> users(Optional<String> after);
}
