package galaxy.connections.link;

import galaxy.connections.user.UserRef;
import galaxy.kernel.IdempotencyKey;
import java.time.Instant;

/** An event of a contact link; never changed once it is written. */
public record LinkEvent(LinkId linkId, Kind kind, UserRef actor, IdempotencyKey key, Instant at) {
    public enum Kind {
        CREATED,
        CONSUMED,
        REVOKED
    }
}
