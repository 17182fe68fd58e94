package galaxy.pages.cookie;

import galaxy.pages.text.PageLanguage;
import galaxy.pages.view.Theme;
import java.time.Duration;
import java.util.Optional;

/** What a browser chose of the looks of pages; no secret: {@code dark.de}, {@code system.}. */
public record Display(Theme theme, Optional<PageLanguage> language) {
    public static final Duration LIFE = Duration.ofDays(365);

    /** Of a browser that chose nothing. */
    public static final Display STANDARD = new Display(Theme.SYSTEM, Optional.empty());

    /** Nothing for what is not such a value. */
    public static Optional<Display> parse(String value) {
        int dot = value.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String tag = value.substring(dot + 1);
        Optional<PageLanguage> language = PageLanguage.tagged(tag);
        return language.isEmpty() && !tag.isEmpty()
                ? Optional.empty()
                : Theme.of(value.substring(0, dot)).map(theme -> new Display(theme, language));
    }

    public String value() {
        return theme.word() + "." + language.map(PageLanguage::tag).orElse("");
    }
}
