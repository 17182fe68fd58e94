package galaxy.web.page;

import galaxy.kernel.WhiteSpace;

/** How typed texts are counted and read. */
public final class Typed {
    private Typed() {}

    /** Code points, as the services count them: without white space at the ends. */
    public static int length(String text) {
        String trimmed = WhiteSpace.trim(text);
        return trimmed.codePointCount(0, trimmed.length());
    }

    /** A username without the {@code @} that people write in front. */
    public static String username(String text) {
        String trimmed = WhiteSpace.trim(text);
        return trimmed.startsWith("@") ? WhiteSpace.trim(trimmed.substring(1)) : trimmed;
    }
}
