package galaxy.client.auth;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of a device or a browser.
 *
 * @param credentialKind {@code ed25519}, {@code cookie}, or one that is newer than this client
 * @param thumbprint SHA-256 of a device key in base64url; a cookie has none
 * @param deviceName as the player or the browser gave it
 * @param lastUsed at most 15 minutes late
 * @param idleExpiresAt when it ends unless it is used before
 * @param expiresAt when it ends at the latest
 * @param end how it ended, if it did
 */
public record DeviceSession(
        DeviceSessionId id,
        UserId userId,
        String credentialKind,
        Optional<String> thumbprint,
        Optional<String> deviceName,
        Use created,
        Use lastUsed,
        Instant idleExpiresAt,
        Instant expiresAt,
        SessionStatus status,
        Optional<End> end) {
    /**
     * A use of the session.
     *
     * @param country from where, if that was known
     */
    public record Use(Instant at, Optional<CountryCode> country) {}

    /** How a session ended. */
    public record End(Instant at, ReasonCode reason, Actor by) {}
}
