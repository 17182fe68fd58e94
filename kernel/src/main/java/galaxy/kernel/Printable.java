package galaxy.kernel;

/** Text that a log line or a terminal can show: one line, in the order in which it is stored. */
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** The text with U+FFFD for every character that is not printable. A terminal obeys control characters, and format characters reorder what follows. */
    public static String of(String text) {
        if (text.codePoints().allMatch(Printable::is)) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        text.codePoints().map(each -> is(each) ? each : REPLACEMENT).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** Whether the code point is assigned and neither a control nor a format character, nor a separator of lines. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
