package galaxy.client.auth;

import galaxy.kernel.CountryCode;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a player is, as the caller of auth saw it. Auth stores the country, never the address.
 *
 * @param ip from which the player's own request came
 * @param country of the address, where that is known
 */
public record PlayerAddress(InetAddress ip, Optional<CountryCode> country) {}
