package galaxy.kernel;

/** Text that a log line or a terminal can show: one line, in the order in which it is stored. */
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    private Printable() {}

    /**
     * The text with U+FFFD for every character that is not printable. A terminal obeys control characters, and format
     * characters reorder what follows. Joiners stay where they join: between letters with marks, as in Persian and Hindi,
     * and between emoji.
     */
    public static String of(String text) {
        if (isAscii(text) || text.codePoints().allMatch(Printable::is)) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            printable.appendCodePoint(is(points[i]) || joins(points, i) ? points[i] : REPLACEMENT);
        }
        return printable.toString();
    }

    /** Whether each character is one of the printable ones of ASCII, as in almost every text. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean joins(int[] points, int at) {
        if ((points[at] != JOINER && points[at] != NON_JOINER) || at == 0 || at == points.length - 1) {
            return false;
        }
        int before = points[at - 1];
        int after = points[at + 1];
        return (isOfAJoiningScript(before) && isOfAJoiningScript(after))
                || (points[at] == JOINER && isOfAnEmoji(before) && isOfAnEmoji(after));
    }

    /** Letters and marks beyond the scripts of Europe, in which nothing is joined. */
    private static boolean isOfAJoiningScript(int point) {
        return point >= 0x0600
                && (Character.isLetter(point)
                        || Character.getType(point) == Character.NON_SPACING_MARK
                        || Character.getType(point) == Character.COMBINING_SPACING_MARK);
    }

    private static boolean isOfAnEmoji(int point) {
        return point == 0xFE0F || (point > 0xFF && (Character.isEmoji(point) || Character.isEmojiModifier(point)));
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
