package galaxy.kernel;

import java.util.Locale;
import java.util.Set;

/** An assigned country code of ISO 3166-1 alpha-2, in upper case. */
public final class CountryCode extends TextValue {
    private static final Set<String> ASSIGNED = Set.of(Locale.getISOCountries());

    private CountryCode(String value) {
        super(value);
    }

    /** A code that was parsed before. */
    public static CountryCode of(String known) {
        return new CountryCode(known);
    }

    public static Parsed<CountryCode> parse(String raw) {
        return ASSIGNED.contains(raw)
                ? Parsed.valid(new CountryCode(raw))
                : Parsed.invalid("is not an assigned upper-case ISO 3166-1 alpha-2 code");
    }
}
