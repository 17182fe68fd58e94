package galaxy.gateway.signin;

import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Where clients are. */
public final class ClientPlaces {
    private final Function<InetAddress, Optional<CountryCode>> countries;
    private final BiFunction<Optional<CountryCode>, String, LanguageTag> languages;

    /** @param languages that of a new player, by the country and the {@code Accept-Language} of the client */
    public ClientPlaces(
            Function<InetAddress, Optional<CountryCode>> countries,
            BiFunction<Optional<CountryCode>, String, LanguageTag> languages) {
        this.countries = countries;
        this.languages = languages;
    }

    /** @param acceptLanguage the field of the request; empty if there was none */
    @SuppressWarnings("MissingSummary")
    public ClientPlace of(InetAddress address, String acceptLanguage) {
        Optional<CountryCode> country = countries.apply(address);
        return new ClientPlace(address, country, languages.apply(country, acceptLanguage));
    }
}
