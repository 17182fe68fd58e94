package galaxy.geoip;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbCreator;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read of a record of a MaxMind DB file. The library skips all else, whatever size it claims to have. */
final class MmdbRecords {
    private MmdbRecords() {}

    /** A record; in one whose fields have other types there is no country. */
    public record Network(
            @MaxMindDbParameter(name = "country") @Nullable Country country,

            @MaxMindDbParameter(name = "country_code") @Nullable String countryCode,

            @MaxMindDbParameter(name = "registered_country") @Nullable Country registeredCountry) {

        /** Two capital letters, by the first of the fields that is there: where a block is registered says little about its users. */
        Optional<String> code() {
            return Stream.of(
                            Optional.ofNullable(country).flatMap(found -> found.inObject),
                            Optional.ofNullable(countryCode),
                            Optional.ofNullable(country).flatMap(found -> found.asText),
                            Optional.ofNullable(registeredCountry).flatMap(found -> found.inObject))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .flatMap(CountryTexts::code);
        }
    }

    /** A country as an object, or as a text. */
    public static final class Country {
        private final Optional<String> inObject;
        private final Optional<String> asText;

        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String isoCode) {
            this(Optional.ofNullable(isoCode), Optional.empty());
        }

        private Country(Optional<String> inObject, Optional<String> asText) {
            this.inObject = inObject;
            this.asText = asText;
        }

        /** A text where an object could be. */
        @MaxMindDbCreator
        public static Country of(String text) {
            return new Country(Optional.empty(), Optional.of(text));
        }
    }
}
