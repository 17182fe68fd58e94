package galaxy.geoip;

import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import java.util.Locale;
import java.util.Optional;

/**
 * What a table says of an address.
 *
 * @param reason for people: why there is no country; empty where there is one
 */
public record LookupResult(Outcome outcome, Optional<CountryCode> country, String reason) {
    /** The kinds of results, for metrics and programs. */
    public enum Outcome {
        KNOWN,
        SPECIAL_PURPOSE,
        NOT_LISTED,
        NOT_ASSIGNED;

        /** In lower case: {@code special_purpose}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final LookupResult SPECIAL_PURPOSE =
            unknown(Outcome.SPECIAL_PURPOSE, "it is a special-purpose address, which has no country");
    static final LookupResult NOT_LISTED = unknown(Outcome.NOT_LISTED, "the database has no country code for it");

    private static LookupResult unknown(Outcome outcome, String reason) {
        return new LookupResult(outcome, Optional.empty(), reason);
    }

    /** @param code two letters, as {@link CountryTexts} gives them */
    static LookupResult of(String code) {
        return switch (CountryCode.parse(code)) {
            case Parsed.Valid<CountryCode>(CountryCode country) ->
                new LookupResult(Outcome.KNOWN, Optional.of(country), "");
            case Parsed.Invalid<CountryCode> _ ->
                unknown(Outcome.NOT_ASSIGNED, "the database says " + code + ", which is not an assigned country code");
        };
    }
}
