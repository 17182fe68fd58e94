package galaxy.gateway.signin;

import galaxy.geoip.CountryLookup;
import galaxy.geoip.NewUserLanguage;
import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import java.net.InetAddress;
import java.util.Optional;

/** Tells where clients are. */
public final class ClientPlaces {
    private final CountryLookup countries;
    private final NewUserLanguage languages;
    private final boolean usesHint;

    /** @param usesHint whether the client may choose among the official languages of its country */
    public ClientPlaces(CountryLookup countries, NewUserLanguage languages, boolean usesHint) {
        this.countries = countries;
        this.languages = languages;
        this.usesHint = usesHint;
    }

    /** @param acceptLanguage the field of the request; empty if there was none */
    @SuppressWarnings("MissingSummary")
    public ClientPlace of(InetAddress address, String acceptLanguage) {
        Optional<CountryCode> country = countries.countryOf(address);
        LanguageTag language = usesHint ? languages.withinCountry(country, acceptLanguage) : languages.of(country);
        return new ClientPlace(address, country, language);
    }
}
