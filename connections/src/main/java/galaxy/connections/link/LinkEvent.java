package galaxy.connections.link;

import galaxy.connections.user.UserRef;
import galaxy.kernel.IdempotencyKey;
import java.time.Instant;

/** An event of a contact link; never changed once it is written. */
public record LinkEvent(LinkId linkId, Kind kind, UserRef actor, IdempotencyKey key, Instant at) {
    public enum Kind {
        CREATED,
        CONSUMED,
        REVOKED,
        /** An event that a newer version wrote. */
        UNKNOWN;

        /** The kind of this name. */
        public static Kind of(String name) {
            return switch (name) {
                case "CREATED" -> CREATED;
                case "CONSUMED" -> CONSUMED;
                case "REVOKED" -> REVOKED;
                default -> UNKNOWN;
            };
        }
    }
}
