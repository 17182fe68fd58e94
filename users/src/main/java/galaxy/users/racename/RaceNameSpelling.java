package galaxy.users.racename;

import java.util.Optional;

/** Which characters may follow each other in a race name. */
final class RaceNameSpelling {
    private static final int MAX_MARKS_IN_A_ROW = 4;

    private enum Kind {
        LETTER_OR_DIGIT,
        MARK,
        SEPARATOR,
        FORBIDDEN
    }

    private RaceNameSpelling() {}

    /** Why a text is not a race name, if it is not. */
    static Optional<String> problem(String name) {
        int[] codePoints = name.codePoints().toArray();
        Kind before = Kind.SEPARATOR;
        int marks = 0;
        for (int i = 0; i < codePoints.length; i++) {
            Kind kind = kindOf(codePoints[i]);
            marks = kind == Kind.MARK ? marks + 1 : 0;
            if (kind == Kind.FORBIDDEN) {
                return Optional.of("may have letters, marks, digits and the separators space _ - . ' only");
            }
            if (i == 0 && kind != Kind.LETTER_OR_DIGIT) {
                return Optional.of("must begin with a letter or digit");
            }
            if (kind != Kind.LETTER_OR_DIGIT && before == Kind.SEPARATOR) {
                return Optional.of("must have a letter or digit after each separator");
            }
            if (marks > MAX_MARKS_IN_A_ROW) {
                return Optional.of("must not have more than " + MAX_MARKS_IN_A_ROW + " marks in a row");
            }
            before = kind;
        }
        return before == Kind.LETTER_OR_DIGIT ? Optional.empty() : Optional.of("must end with a letter or digit");
    }

    private static Kind kindOf(int codePoint) {
        if (isInvisible(codePoint)) {
            return Kind.FORBIDDEN;
        }
        return switch (codePoint) {
            case ' ', '_', '-', '.', '\'' -> Kind.SEPARATOR;
            default -> kindByCategory(codePoint);
        };
    }

    private static Kind kindByCategory(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER -> Kind.LETTER_OR_DIGIT;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> Kind.MARK;
            default -> Kind.FORBIDDEN;
        };
    }

    /** The letters and marks that Unicode calls default-ignorable: fillers, joiners and selectors that show nothing. */
    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x034F
                || (codePoint >= 0x115F && codePoint <= 0x1160)
                || (codePoint >= 0x17B4 && codePoint <= 0x17B5)
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x3164
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || codePoint == 0xFFA0
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
