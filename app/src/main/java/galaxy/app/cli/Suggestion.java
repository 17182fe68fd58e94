package galaxy.app.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was meant by a word that is none of those that there are. */
public final class Suggestion {
    private Suggestion() {}

    /** The one that takes the fewest changes of a letter to write, if it is about a third of the word at most. */
    public static Optional<String> of(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(typed, each)))
                .filter(nearest -> distance(typed, nearest) <= 1 + typed.length() / 3);
    }

    /** What is said of a word that is none of those that there are. */
    public static String rule(String typed, Collection<String> known) {
        String meant =
                of(typed, known).map(word -> "; did you mean " + word + "?").orElse("");
        return "must be one of " + String.join(", ", known) + meant;
    }

    /** Of Levenshtein. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
