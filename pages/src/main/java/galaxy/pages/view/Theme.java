package galaxy.pages.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The colours of pages. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The one with this word, as forms and cookies have it. */
    public static Optional<Theme> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
