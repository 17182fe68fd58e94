package galaxy.client.auth;

import galaxy.kernel.CountryCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A use of a session, to report when it is first used and then after every five minutes of use.
 *
 * @param country from where, if that is known
 */
public record SessionUse(DeviceSessionId sessionId, Instant at, Optional<CountryCode> country) {}
