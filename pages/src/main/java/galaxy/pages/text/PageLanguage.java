package galaxy.pages.text;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that pages are written in. Two are made from English and only for tests of pages. */
public enum PageLanguage {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch"),
    PORTUGUESE("pt-BR", "Português (Brasil)"),
    RUSSIAN("ru", "Русский"),
    ARABIC("ar", "العربية"),
    /** Letters with accents in brackets, 40 % longer: shows text that is no message, and what is cut off. */
    ACCENTED("en-XA", "[Éñĝļîšĥ]"),
    /** English from right to left. */
    MIRRORED("ar-XB", "hsilgnE");

    private static final List<PageLanguage> WRITTEN = List.of(ENGLISH, GERMAN, PORTUGUESE, RUSSIAN, ARABIC);

    private final String tag;
    private final String nativeName;

    PageLanguage(String tag, String nativeName) {
        this.tag = tag;
        this.nativeName = nativeName;
    }

    /** Those that people read, in the order of lists. */
    public static List<PageLanguage> written() {
        return WRITTEN;
    }

    /** The one with this BCP 47 tag, in any case. */
    public static Optional<PageLanguage> tagged(String tag) {
        return Arrays.stream(values())
                .filter(each -> each.tag.equalsIgnoreCase(tag))
                .findFirst();
    }

    /** Its BCP 47 tag. */
    public String tag() {
        return tag;
    }

    /** Its name in itself. */
    public String nativeName() {
        return nativeName;
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return isRightToLeft() ? "rtl" : "ltr";
    }

    public boolean isRightToLeft() {
        return this == ARABIC || this == MIRRORED;
    }

    /** The language whose messages it shows. */
    PageLanguage written(PageLanguage fallback) {
        return this == ACCENTED || this == MIRRORED ? fallback : this;
    }

    /** How it writes numbers and dates. */
    public ULocale locale() {
        return ULocale.forLanguageTag(this == ACCENTED || this == MIRRORED ? ENGLISH.tag : tag);
    }

    Locale javaLocale() {
        return locale().toLocale();
    }
}
