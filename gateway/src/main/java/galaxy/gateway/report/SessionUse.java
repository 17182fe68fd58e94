package galaxy.gateway.report;

import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A session was used.
 *
 * @param from is not stored by anyone
 * @param country of the address, if that is known
 */
public record SessionUse(
        SessionId sessionId, UserId userId, Instant at, InetAddress from, Optional<CountryCode> country) {}
