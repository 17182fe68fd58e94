package galaxy.users.racename;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Function;

/**
 * The name that other players see: NFC, 2 to 32 code points, made of letters, digits, the marks on them, and
 * single inner separators ({@code space _ - . '}). It keeps the spelling of the user; whether two names are the same is
 * for {@link RaceNamePolicy} to say. {@code docs/reference/names.md} has every rule and its reason.
 */
public final class RaceName extends TextValue {
    private static final int MIN_CODE_POINTS = 2;
    private static final int MAX_CODE_POINTS = 32;

    private RaceName(String value) {
        super(value);
    }

    /** A name that was parsed before. */
    public static RaceName of(String known) {
        return new RaceName(known);
    }

    /** A name to look for: one that a user may have, because an earlier version took it, even if no user could choose it now. */
    public static Parsed<RaceName> parseKnown(String raw) {
        return parse(raw, RaceNameSpelling::problem);
    }

    /** A name that a user chooses. */
    public static Parsed<RaceName> parse(String raw) {
        return parse(raw, name -> RaceNameSpelling.problem(name).or(() -> RaceNameSpelling.problemOfNewName(name)));
    }

    private static Parsed<RaceName> parse(String raw, Function<String, Optional<String>> problem) {
        // A longer text stays too long, and normalising it would be wasted work.
        if (raw.length() > MAX_CODE_POINTS * 32) {
            return tooLongOrShort();
        }
        String name = Normalizer.normalize(WhiteSpace.trim(raw), Normalizer.Form.NFC);
        int length = name.codePointCount(0, name.length());
        if (length < MIN_CODE_POINTS || length > MAX_CODE_POINTS) {
            return tooLongOrShort();
        }
        return problem.apply(name)
                .<Parsed<RaceName>>map(Parsed::invalid)
                .orElseGet(() -> Parsed.valid(new RaceName(name)));
    }

    private static Parsed<RaceName> tooLongOrShort() {
        return Parsed.invalid("must have " + MIN_CODE_POINTS + " to " + MAX_CODE_POINTS + " characters");
    }
}
