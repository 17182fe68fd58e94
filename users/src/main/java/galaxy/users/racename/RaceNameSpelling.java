package galaxy.users.racename;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import galaxy.kernel.VisibleText;
import java.text.Normalizer;
import java.util.Optional;

/** Which characters may follow each other in a race name. */
final class RaceNameSpelling {
    private static final int MAX_MARKS_IN_A_ROW = 4;
    private static final int DOT_ABOVE = 0x0307;
    private static final int DOTLESS_I = 0x0131;
    private static final int DOTLESS_J = 0x0237;

    /** The combining class of the marks that stand above a letter. */
    private static final int ABOVE = 230;

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
        return before == Kind.SEPARATOR ? Optional.of("must end with a letter or digit") : Optional.empty();
    }

    /** Why a text that {@link #problem} has nothing against is no name for a user to choose: a reader does not see all of it. */
    static Optional<String> problemOfNewName(String name) {
        if (name.codePoints().anyMatch(RaceNameSpelling::isSmallCapital)) {
            return Optional.of("must not have small capitals");
        }
        int before = 0;
        boolean isDotSeen = false;
        for (int codePoint :
                Normalizer.normalize(name, Normalizer.Form.NFD).codePoints().toArray()) {
            boolean isMark = kindOf(codePoint) == Kind.MARK;
            if (isMark && codePoint == before) {
                return Optional.of("must not have the same mark twice on a letter");
            }
            if (codePoint == DOT_ABOVE && isDotSeen) {
                return Optional.of("must not have a dot above an i or j");
            }
            isDotSeen = isMark ? isDotSeen && UCharacter.getCombiningClass(codePoint) != ABOVE : hasDot(codePoint);
            before = codePoint;
        }
        return Optional.empty();
    }

    /** Whether a dot above the letter makes no difference, or makes another letter of it. */
    private static boolean hasDot(int letter) {
        return UCharacter.hasBinaryProperty(letter, UProperty.SOFT_DOTTED)
                || letter == DOTLESS_I
                || letter == DOTLESS_J;
    }

    /** Letters of phonetic alphabets that look like the capitals of others and that no policy takes for them. */
    private static boolean isSmallCapital(int codePoint) {
        String unicodeName = Character.getName(codePoint);
        return unicodeName != null && unicodeName.contains("SMALL CAPITAL");
    }

    private static Kind kindOf(int codePoint) {
        if (VisibleText.isInvisible(codePoint)) {
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
}
