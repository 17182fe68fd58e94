package galaxy.app.cli;

import java.util.regex.Pattern;

/** How many columns of a terminal a text takes: two for wide characters, none for marks, two for a joined emoji. */
final class CellWidth {
    private static final int JOINER = 0x200D;

    /** Han, Hangul, kana and full-width forms, by the blocks of Unicode's East Asian Width. */
    private static final Pattern WIDE = Pattern.compile("[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\u33FF\\u3400-\\u4DBF"
            + "\\u4E00-\\u9FFF\\uA000-\\uA4CF\\uA960-\\uA97F\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE10-\\uFE19\\uFE30-\\uFE6F"
            + "\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\x{16FE0}-\\x{1B2FF}\\x{20000}-\\x{3FFFD}]");

    private CellWidth() {}

    static int of(String text) {
        int width = 0;
        int before = 0;
        for (int point : text.codePoints().toArray()) {
            width += before == JOINER && Character.isEmoji(point) ? 0 : of(point);
            before = point;
        }
        return width;
    }

    private static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || Character.isEmojiModifier(point)
                || isInnerHangul(point)) {
            return 0;
        }
        return (Character.isEmojiPresentation(point) && !isHalfOfAFlag(point))
                        || WIDE.matcher(Character.toString(point)).matches()
                ? 2
                : 1;
    }

    /** Vowels and final consonants of Hangul, which stand in the cells of the consonant before. */
    private static boolean isInnerHangul(int point) {
        return point >= 0x1160 && point <= 0x11FF;
    }

    private static boolean isHalfOfAFlag(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }
}
