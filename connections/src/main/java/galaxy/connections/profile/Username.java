package galaxy.connections.profile;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;
import java.util.Locale;
import java.util.regex.Pattern;

/** A unique name by which users find one another, in its canonical form: {@code ^[a-z][a-z0-9._-]{2,31}$}. */
public final class Username extends TextValue {
    private static final Pattern CANONICAL = Pattern.compile("[a-z][a-z0-9._-]{2,31}");

    private Username(String value) {
        super(value);
    }

    /** A username that was parsed before. */
    public static Username of(String known) {
        return new Username(known);
    }

    /** Trims and lower-cases; what is not ASCII is refused and not lower-cased to something that is. */
    public static Parsed<Username> parse(String raw) {
        String name = WhiteSpace.trim(raw);
        boolean isAscii = name.chars().allMatch(c -> c < 0x80);
        String canonical = name.toLowerCase(Locale.ROOT);
        return isAscii && CANONICAL.matcher(canonical).matches()
                ? Parsed.valid(new Username(canonical))
                : Parsed.invalid(
                        "must have 3 to 32 ASCII letters, digits, dots, underscores or hyphens, of which the first is a letter");
    }
}
