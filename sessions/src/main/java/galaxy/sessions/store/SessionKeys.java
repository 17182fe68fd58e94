package galaxy.sessions.store;

import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;

/**
 * The keys of sessions. The id of a session is drawn for the bucket of its user, so that a session and the list of its user's
 * change together.
 *
 * <ul>
 *   <li>{@code auth:{tag}:session:<device_session_id>}: record of a {@link galaxy.sessions.Session}
 * </ul>
 */
public final class SessionKeys {
    /** Of the service that writes sessions. */
    public static final Keyspace SPACE = new Keyspace("auth");

    private SessionKeys() {}

    public static String session(SessionId id) {
        return SPACE.key(Bucket.ofId(id.value()), "session", id.value());
    }

    /** The bucket of a user's sessions. */
    public static Bucket bucket(UserId userId) {
        return Bucket.ofId(userId.value());
    }
}
