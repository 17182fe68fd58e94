package galaxy.geoip;

import galaxy.kernel.CountryCode;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The country of an address. It is a guess, good for a proposal or an order, and never a reason to deny anything. Any
 * number of threads may ask; an answer takes no I/O and throws no exception.
 */
public interface CountryLookup {
    /** Empty for special-purpose addresses, and where the database has no code that ISO 3166-1 assigns. */
    Optional<CountryCode> countryOf(InetAddress address);

    /** What the answers come from at this moment. */
    DatabaseInfo info();
}
