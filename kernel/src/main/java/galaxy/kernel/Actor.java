package galaxy.kernel;

import java.util.Optional;

/**
 * Who did something: a kind of actor ({@code admin}, {@code service}) and, where it is known, which one.
 *
 * @param type shaped like every {@link Code}
 * @param id 1 to 128 printable characters
 */
public record Actor(String type, Optional<String> id) {
    private static final int MAX_ID = 128;

    public static Actor of(String type, String id) {
        return new Actor(type, Optional.of(id));
    }

    public static Parsed<String> parseType(String raw) {
        return Code.isWellFormed(raw) ? Parsed.valid(raw) : Parsed.invalid(Code.RULE);
    }

    public static Parsed<String> parseId(String raw) {
        int length = raw.codePointCount(0, raw.length());
        return length >= 1 && length <= MAX_ID && raw.codePoints().allMatch(Actor::mayStand)
                ? Parsed.valid(raw)
                : Parsed.invalid("must have 1 to " + MAX_ID + " printable characters");
    }

    private static boolean mayStand(int codePoint) {
        return Printable.is(codePoint) && !VisibleText.isInvisible(codePoint);
    }
}
