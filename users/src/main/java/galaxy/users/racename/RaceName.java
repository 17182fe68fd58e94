package galaxy.users.racename;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;
import java.text.Normalizer;

/**
 * The name that other players see: NFC, 3 to 32 code points, made of letters, marks, digits and single inner separators
 * ({@code space _ - . '}), beginning and ending with a letter or digit. It keeps the spelling of the user;
 * whether two names are the same is for {@link RaceNamePolicy} to say.
 */
public final class RaceName extends TextValue {
    private static final int MIN_CODE_POINTS = 3;
    private static final int MAX_CODE_POINTS = 32;

    private RaceName(String value) {
        super(value);
    }

    /** A name that was parsed before. */
    public static RaceName of(String known) {
        return new RaceName(known);
    }

    public static Parsed<RaceName> parse(String raw) {
        // A longer text stays too long, and normalising it would be wasted work.
        if (raw.length() > MAX_CODE_POINTS * 32) {
            return tooLongOrShort();
        }
        String name = Normalizer.normalize(WhiteSpace.trim(raw), Normalizer.Form.NFC);
        int length = name.codePointCount(0, name.length());
        if (length < MIN_CODE_POINTS || length > MAX_CODE_POINTS) {
            return tooLongOrShort();
        }
        return RaceNameSpelling.problem(name)
                .<Parsed<RaceName>>map(Parsed::invalid)
                .orElseGet(() -> Parsed.valid(new RaceName(name)));
    }

    private static Parsed<RaceName> tooLongOrShort() {
        return Parsed.invalid("must have " + MIN_CODE_POINTS + " to " + MAX_CODE_POINTS + " characters");
    }
}
