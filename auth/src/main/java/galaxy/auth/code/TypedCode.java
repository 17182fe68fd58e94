package galaxy.auth.code;

import galaxy.kernel.Parsed;
import galaxy.kernel.WhiteSpace;

/**
 * A code as a player typed or pasted it: its digits, of any script, by value. White space, dashes and invisible characters
 * are dropped.
 *
 * @param digits ASCII
 */
public record TypedCode(String digits) {
    /** U+2212, which is no dash by its category. */
    private static final int MINUS = 0x2212;

    /**
     * A code of as many digits as codes have.
     *
     * @param length how many that is
     */
    public static Parsed<TypedCode> parse(String raw, int length) {
        StringBuilder digits = new StringBuilder(length);
        boolean isOdd = raw.codePoints().filter(point -> !isDropped(point)).anyMatch(point -> {
            if (!Character.isDigit(point)) {
                return true;
            }
            digits.append(Character.digit(point, 10));
            return false;
        });
        return isOdd || digits.length() != length
                ? Parsed.invalid("must be the " + length + " digits of the code")
                : Parsed.valid(new TypedCode(digits.toString()));
    }

    private static boolean isDropped(int point) {
        int type = Character.getType(point);
        return type == Character.FORMAT || type == Character.DASH_PUNCTUATION || point == MINUS || WhiteSpace.is(point);
    }

    /** Not the digits: they may be right. */
    @Override
    public String toString() {
        return "TypedCode[" + digits.length() + " digits]";
    }
}
