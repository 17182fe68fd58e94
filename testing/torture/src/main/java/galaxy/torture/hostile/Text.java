package galaxy.torture.hostile;

import java.nio.charset.StandardCharsets;

/** Texts as they can be sent and shown. */
final class Text {
    private static final int SHOWN = 300;

    private Text() {}

    /** The beginning, in one line. */
    static String excerpt(String text) {
        String line = sendable(text).replaceAll("\\p{Cntrl}", "·");
        return line.length() <= SHOWN ? line : sendable(line.substring(0, SHOWN)) + "…";
    }

    /** With {@code ?} for each half of a surrogate pair, which UTF-8 cannot encode. */
    static String sendable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Its UTF-8, each byte a character. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static boolean isSendable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Without white space of Unicode and separators of ASCII at both ends, as the services store it. */
    static String trimmed(String text) {
        String space = "[\\p{IsWhite_Space}\\x1c-\\x1f]+";
        return text.replaceAll("\\A" + space, "").replaceAll(space + "\\z", "");
    }
}
