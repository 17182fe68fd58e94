package galaxy.torture.hostile;

import java.util.random.RandomGenerator;

/** Texts as JSON writes them, in one spelling or another. */
final class JsonText {
    private JsonText() {}

    /** The text in quotes. What is half a character is always escaped, as it cannot be sent otherwise. */
    static String quoted(String text, RandomGenerator random) {
        boolean isEscaped = random.nextInt(4) == 0;
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < 0x20 || isHalf(text, i) || (isEscaped && unit > 0x7e)) {
                json.append("\\u%04x".formatted((int) unit));
            } else {
                json.append(unit);
            }
        }
        return json.append('"').toString();
    }

    private static boolean isHalf(String text, int i) {
        char unit = text.charAt(i);
        return (Character.isHighSurrogate(unit)
                        && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))))
                || (Character.isLowSurrogate(unit) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1))));
    }

    /** Whether no character of it is half. */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHalf(text, i)) {
                return false;
            }
        }
        return true;
    }
}
