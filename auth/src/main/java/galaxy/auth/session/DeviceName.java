package galaxy.auth.session;

import galaxy.kernel.Parsed;
import galaxy.kernel.VisibleText;
import galaxy.kernel.WhiteSpace;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name by which a player knows a device. */
public final class DeviceName {
    private static final int MOST = 64;
    private static final Pattern ONLY_MARKS = Pattern.compile("[\\p{M}\\p{Z}]+");

    private DeviceName() {}

    /** The name, trimmed and in NFC. What the next Unicode may assign is taken: a device may know it already. */
    public static Parsed<String> parse(String raw) {
        String name = Normalizer.normalize(WhiteSpace.trim(raw), Normalizer.Form.NFC);
        return problem(name).<Parsed<String>>map(Parsed::invalid).orElseGet(() -> Parsed.valid(name));
    }

    private static Optional<String> problem(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > MOST || !name.codePoints().allMatch(DeviceName::isOfAName)) {
            return Optional.of(
                    "must have 1 to " + MOST + " characters, none of them a control, format or private-use character");
        }
        if (ONLY_MARKS.matcher(name).matches()) {
            return Optional.of("must have a character other than marks");
        }
        return VisibleText.problemOfLine(name);
    }

    private static boolean isOfAName(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
