package galaxy.client.geoprofile;

import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.time.Instant;

/**
 * A user was seen.
 *
 * @param ip is looked up by the service and forgotten
 */
public record Observation(UserId userId, InetAddress ip, Instant at) {}
