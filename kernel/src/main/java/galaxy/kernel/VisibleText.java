package galaxy.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/** Text that people see: which characters show nothing or reorder others, and where some of them are part of writing. */
public final class VisibleText {
    private static final int MAX_MARKS_IN_A_ROW = 4;
    private static final Pattern TOO_MANY_MARKS = Pattern.compile("\\p{M}{" + (MAX_MARKS_IN_A_ROW + 1) + "}");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    /** Letters and marks of scripts whose letters join, or whose clusters a joiner forms. */
    private static final String JOINING = "[\\p{IsArabic}\\p{IsSyriac}\\p{IsMongolian}\\p{IsNko}\\p{IsMandaic}"
            + "\\p{IsDevanagari}\\p{IsBengali}\\p{IsGurmukhi}\\p{IsGujarati}\\p{IsOriya}\\p{IsTamil}\\p{IsTelugu}\\p{IsKannada}"
            + "\\p{IsMalayalam}\\p{IsSinhala}\\p{IsTibetan}\\p{IsMyanmar}\\p{IsKhmer}&&[\\p{L}\\p{M}]]";

    private static final String VIRAMA =
            "[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA\\u1039\\u103A\\u17D2]";

    /** Invisible characters that change the letters around them. */
    private static final Pattern PART_OF_A_WORD = Pattern.compile(String.join(
            "|",
            "(?<=" + JOINING + ")[\\u200C\\u200D](?=" + JOINING + ")",
            "(?<=" + VIRAMA + ")[\\u200C\\u200D]",
            "(?<=\\p{IsMongolian})[\\u180B-\\u180F]"));

    private static final String PICTURE = "\\p{IsExtended_Pictographic}[\\uFE0E\\uFE0F\\p{IsEmoji_Modifier}]?";

    /** One symbol made of several characters: joined emoji, keycaps, flags of regions, Han with a variation selector. */
    private static final Pattern SYMBOL = Pattern.compile(String.join(
            "|",
            "\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{1,6}\\x{E007F}",
            PICTURE + "(\\u200D" + PICTURE + ")*",
            "[0-9#*]\\uFE0F\\u20E3",
            "\\p{IsIdeographic}[\\x{E0100}-\\x{E01EF}]"));

    private VisibleText() {}

    /**
     * Whether a character shows nothing, moves what is around it, or ends a line: controls, bidirectional and other format
     * characters, fillers, selectors, the empty Braille pattern, and code points that never become characters. White space is visible.
     */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> !isNumberSign(codePoint);
            default -> isIgnorable(codePoint) || (codePoint & 0xFFFE) == 0xFFFE;
        };
    }

    /** Why a text of one line is not fit to be shown to others, if it is not. */
    public static Optional<String> problemOfLine(String text) {
        String rest =
                SYMBOL.matcher(PART_OF_A_WORD.matcher(text).replaceAll("")).replaceAll("x");
        if (rest.codePoints().anyMatch(VisibleText::isInvisible)) {
            return Optional.of("must not contain control, bidirectional or other invisible characters");
        }
        return TOO_MANY_MARKS.matcher(rest).find()
                ? Optional.of("must not have more than " + MAX_MARKS_IN_A_ROW + " marks on a letter")
                : Optional.empty();
    }

    /** Why a text of several lines is not fit to be shown to others, if it is not. */
    public static Optional<String> problemOfLines(String text) {
        return problemOfLine(LINE_BREAK.matcher(text).replaceAll(" "));
    }

    /** The format characters that are seen: signs before a number of Arabic, Syriac and Kaithi. */
    private static boolean isNumberSign(int codePoint) {
        return switch (codePoint) {
            case 0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD -> true;
            default -> false;
        };
    }

    /** What Unicode calls default-ignorable besides format characters, the empty Braille pattern, and the non-characters of the first plane. */
    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034F
                || (codePoint >= 0x115F && codePoint <= 0x1160)
                || (codePoint >= 0x17B4 && codePoint <= 0x17B5)
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x2065
                || codePoint == 0x2800
                || codePoint == 0x3164
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || codePoint == 0xFFA0
                || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
