package galaxy.auth.mail;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that mails are written in. */
public enum MailLanguage {
    ENGLISH("en"),
    GERMAN("de"),
    PORTUGUESE("pt-BR"),
    RUSSIAN("ru"),
    ARABIC("ar");

    private final String tag;

    MailLanguage(String tag) {
        this.tag = tag;
    }

    /** Its BCP 47 tag, which is also the folder of its templates. */
    public String tag() {
        return tag;
    }

    Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** Whether its text runs from right to left. */
    boolean isRightToLeft() {
        return ULocale.forLanguageTag(tag).isRightToLeft();
    }

    /**
     * The language for a reader: the look-up of RFC 4647, section 3.4, then any language with the same primary subtag
     * ({@code pt} and {@code pt-PT} read {@code pt-BR}), then English.
     *
     * @param range a language tag of any case, or anything else
     */
    public static MailLanguage of(String range) {
        String rest = range;
        while (true) {
            Optional<MailLanguage> found = tagged(rest);
            int end = rest.lastIndexOf('-');
            if (found.isPresent() || end < 0) {
                return found.or(() -> withPrimary(range)).orElse(ENGLISH);
            }
            boolean isSingleton = end >= 2 && rest.charAt(end - 2) == '-';
            rest = rest.substring(0, isSingleton ? end - 2 : end);
        }
    }

    private static Optional<MailLanguage> tagged(String range) {
        return Arrays.stream(values())
                .filter(each -> each.tag.equalsIgnoreCase(range))
                .findFirst();
    }

    private static Optional<MailLanguage> withPrimary(String range) {
        return Arrays.stream(values())
                .filter(each -> primary(each.tag).equalsIgnoreCase(primary(range)))
                .findFirst();
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0];
    }
}
