package galaxy.chassis.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known key an operator probably meant: the nearest one, when only a few letters differ. */
final class Nearest {
    private static final int FAR = 4;

    private Nearest() {}

    static Optional<String> to(String given, Collection<String> known) {
        return known.stream()
                .filter(key -> distance(given, key) < FAR)
                .min(Comparator.<String>comparingInt(key -> distance(given, key))
                        .thenComparing(key -> key));
    }

    /** Levenshtein's: how many letters to add, drop or change. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
