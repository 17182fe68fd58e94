package galaxy.client.gateway;

import galaxy.client.auth.DeviceSession.Use;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.auth.SessionStatus;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of the player.
 *
 * @param credentialKind {@code ed25519}, {@code cookie}, or one that is newer than this client
 * @param thumbprint SHA-256 of a device key in base64url; a cookie has none
 * @param deviceName as the player or the browser gave it
 * @param lastUsed at most 15 minutes late
 * @param ends when it ends, unless it is ended before
 * @param end how it ended, if it did
 * @param isCurrent whether it is the session of the request
 */
public record OwnSession(
        DeviceSessionId id,
        String credentialKind,
        Optional<String> thumbprint,
        Optional<String> deviceName,
        Use created,
        Use lastUsed,
        Ends ends,
        SessionStatus status,
        Optional<End> end,
        boolean isCurrent) {
    /**
     * When a session ends.
     *
     * @param idleAt unless it is used before
     * @param at the latest
     */
    public record Ends(Instant idleAt, Instant at) {}

    /** How a session ended. */
    public record End(Instant at, ReasonCode reason) {}
}
