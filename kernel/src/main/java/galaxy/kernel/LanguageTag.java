package galaxy.kernel;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A BCP 47 language tag in canonical case ({@code pt-BR}, {@code zh-Hant-TW}): well-formed by the grammar of RFC 5646,
 * no variant or extension twice, and its primary language in the IANA Language Subtag Registry. Subtags keep their
 * spelling: {@code iw} is not replaced by {@code he}.
 */
public final class LanguageTag extends TextValue {
    /** RFC 5646 lets an implementation set a limit from 35 characters up. */
    private static final int MAX_LENGTH = 100;

    /** {@code langtag} of RFC 5646, section 2.1; tags of private use alone name no language. */
    private static final Pattern WELL_FORMED = Pattern.compile("""
            (?<language>[a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})\
            (-[a-z]{4})?\
            (-([a-z]{2}|[0-9]{3}))?\
            (?<variants>(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)\
            (?<extensions>(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*)\
            (-x(-[a-z0-9]{1,8})+)?""");

    /** Those of the {@code irregular} tags of the same section that begin with a language. */
    private static final Set<String> IRREGULAR = Set.of("en-gb-oed", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de");

    private static final Pattern SINGLETON = Pattern.compile("-([0-9a-wy-z])(?=-)");

    private static final class Registry {
        private static final Set<String> PRIMARY_LANGUAGES = WordList.read(LanguageTag.class, "primary-languages.txt");
    }

    private LanguageTag(String value) {
        super(value);
    }

    /** A tag that was parsed before. */
    public static LanguageTag of(String known) {
        return new LanguageTag(known);
    }

    public static Parsed<LanguageTag> parse(String raw) {
        if (raw.length() > MAX_LENGTH) {
            return Parsed.invalid("must have at most " + MAX_LENGTH + " characters");
        }
        if (!raw.chars().allMatch(c -> c < 0x80)) {
            return Parsed.invalid("is not a well-formed BCP 47 language tag");
        }
        String tag = raw.toLowerCase(Locale.ROOT);
        if (IRREGULAR.contains(tag)) {
            return Parsed.valid(new LanguageTag(inCanonicalCase(tag)));
        }
        var parts = WELL_FORMED.matcher(tag);
        if (!parts.matches()
                || repeats(parts.group("variants").split("-", -1))
                || repeatsAnExtension(parts.group("extensions"))) {
            return Parsed.invalid("is not a well-formed BCP 47 language tag");
        }
        String primary = parts.group("language").split("-", 2)[0];
        if (!Registry.PRIMARY_LANGUAGES.contains(primary)) {
            return Parsed.invalid("must begin with a registered language");
        }
        return Parsed.valid(new LanguageTag(inCanonicalCase(tag)));
    }

    private static boolean repeatsAnExtension(String extensions) {
        return repeats(SINGLETON
                .matcher(extensions)
                .results()
                .map(found -> found.group(1))
                .toArray(String[]::new));
    }

    private static boolean repeats(String[] subtags) {
        Set<String> seen = new HashSet<>();
        for (String subtag : subtags) {
            if (!seen.add(subtag)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 5646, section 2.1.1: inner subtags of two letters are upper case, of four title case, unless a singleton leads. */
    private static String inCanonicalCase(String lowerCase) {
        String[] subtags = lowerCase.split("-", -1);
        boolean afterSingleton = false;
        for (int i = 1; i < subtags.length; i++) {
            String subtag = subtags[i];
            afterSingleton |= subtag.length() == 1;
            if (!afterSingleton && subtag.length() == 2) {
                subtags[i] = subtag.toUpperCase(Locale.ROOT);
            } else if (!afterSingleton && subtag.length() == 4) {
                subtags[i] = subtag.substring(0, 1).toUpperCase(Locale.ROOT) + subtag.substring(1);
            }
        }
        return String.join("-", subtags);
    }
}
