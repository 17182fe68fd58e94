package galaxy.geoip;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How databases write country codes. */
final class CountryTexts {
    private CountryTexts() {}

    /**
     * Two capital letters, assigned or not; empty for every other text. Registries write {@code UK} for {@code GB}, and
     * it is reserved for nothing else.
     */
    static Optional<String> code(@Nullable String text) {
        if (text == null || text.length() != 2 || !isLetter(text.charAt(0)) || !isLetter(text.charAt(1))) {
            return Optional.empty();
        }
        String code = text.toUpperCase(Locale.ROOT);
        return Optional.of(code.equals("UK") ? "GB" : code);
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
