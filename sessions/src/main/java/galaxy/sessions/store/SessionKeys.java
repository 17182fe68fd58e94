package galaxy.sessions.store;

import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;

/**
 * The keys of sessions. The id of a session is drawn for the bucket of its user, so that a session and the list of its user's
 * change together; what is remembered of its requests is there too.
 *
 * <ul>
 *   <li>{@code auth:{tag}:session:<device_session_id>}: record of a {@link galaxy.sessions.Session}
 *   <li>{@code auth:{tag}:replay-ids:<device_session_id>}: sorted set of the ids of signed requests that were accepted, by the
 *       time, in milliseconds, at which the client dated them; in the memory of the master alone
 *   <li>{@code auth:{tag}:replay-valid-from}: the replication id of the master that has these sets in whole, and the time, in
 *       milliseconds, after which requests are dated that only it can have accepted; in the memory of the master alone
 * </ul>
 */
public final class SessionKeys {
    /** Of the service that writes sessions. */
    public static final Keyspace SPACE = new Keyspace("auth");

    private SessionKeys() {}

    public static String session(SessionId id) {
        return SPACE.key(Bucket.ofId(id.value()), "session", id.value());
    }

    static String replayIds(SessionId id) {
        return replayIds(Bucket.ofId(id.value()), id.value());
    }

    static String replayIds(Bucket bucket, String session) {
        return SPACE.key(bucket, "replay-ids", session);
    }

    static String replayValidFrom(Bucket bucket) {
        return SPACE.key(bucket, "replay-valid-from");
    }

    /** The bucket of a user's sessions. */
    public static Bucket bucket(UserId userId) {
        return Bucket.ofId(userId.value());
    }
}
