package galaxy.auth.session;

import galaxy.kernel.Parsed;
import java.text.Normalizer;

/** The name by which a player knows a device. */
public final class DeviceName {
    private static final int MOST = 64;

    private DeviceName() {}

    /** The name in NFC. What the next Unicode may assign is taken: a device may know it already. */
    public static Parsed<String> parse(String raw) {
        String name = Normalizer.normalize(raw, Normalizer.Form.NFC);
        int length = name.codePointCount(0, name.length());
        return length >= 1 && length <= MOST && name.codePoints().allMatch(DeviceName::isOfAName)
                ? Parsed.valid(name)
                : Parsed.invalid("must have 1 to " + MOST
                        + " characters, none of them a control, format or private-use character");
    }

    private static boolean isOfAName(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
