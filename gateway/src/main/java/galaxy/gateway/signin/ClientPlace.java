package galaxy.gateway.signin;

import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a client is, by its address.
 *
 * @param language that a new player there gets
 */
public record ClientPlace(InetAddress address, Optional<CountryCode> country, LanguageTag language) {}
