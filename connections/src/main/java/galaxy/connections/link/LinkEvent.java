package galaxy.connections.link;

import galaxy.connections.user.UserRef;
import java.time.Instant;

/** Something that became of a contact link; never changed once it is written. */
public record LinkEvent(LinkId linkId, Kind kind, UserRef actor, RequestId requestId, Instant at) {
    public enum Kind {
        CREATED,
        CONSUMED,
        REVOKED
    }
}
