package galaxy.client.connections;

import java.time.Instant;

/**
 * A change of a contact link.
 *
 * @param requestId the idempotency key of the request that made the change
 */
public record ContactLinkEvent(LinkId linkId, Kind kind, UserRef actor, String requestId, Instant at) {
    public enum Kind {
        CREATED,
        CONSUMED,
        REVOKED,
        /** Newer than this client. */
        UNKNOWN
    }
}
