package galaxy.torture.users;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * E-mail addresses, race names and ids that no other client uses, nor another run with another seed. Numbers in names are
 * written in letters of which no two look alike. Latin names have one key, Cyrillic names two.
 */
public final class Naming {
    private static final String LETTERS = "acdefghjknpqrtuvxy234679";
    private static final int SEEDS = 24 * 24 * 24 * 24;
    private static final int LONGEST = 32;

    /** Of Cyrillic, none with a Latin twin. */
    private static final String CYRILLIC =
            "\u0431\u0433\u0434\u0436\u0437\u0438\u043b\u043f\u0444\u0446\u0447\u0448\u044d\u044f\u044a\u0449";

    /** Of Cyrillic, each with a capital that looks like the Latin one at the same place. */
    private static final String TWINS = "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445";

    private static final String LATIN_TWINS = "ABEKMHOPCTYX";
    private static final String TOM = "\u0422\u043e\u043c ";

    private final long number;
    private final String seed;

    Naming(long seed) {
        this.number = Math.floorMod(seed, (long) SEEDS);
        this.seed = letters(number, 4);
    }

    String ownEmail(int client, int number) {
        return "own-%s-%d-%d@torture.example".formatted(seed, client, number);
    }

    String sharedEmail(long arena, int which) {
        return "shared-%s-%d-%d@torture.example".formatted(seed, arena, which);
    }

    String ownName(int client, int number) {
        if (number % 3 == 2) {
            String cyrillic = letters(client, 3, CYRILLIC) + letters(number, 5, CYRILLIC);
            return "\u041d\u043e\u0432\u0430 " + cyrillic + letters(this.number, 5, CYRILLIC);
        }
        return "Nova " + letters(client, 2) + letters(number, 5) + seed;
    }

    /** The second of each arena has the shape of generated names, the third is Cyrillic. */
    String sharedName(long arena, int which) {
        return switch (which) {
            case 1 -> "player-" + letters(arena, 4) + seed;
            case 2 -> TOM + letters(arena, 5, TWINS) + letters(number, 6, TWINS);
            default -> "Solo " + letters(arena, 5) + letters(which, 1) + seed;
        };
    }

    /** Other spellings of a shared name: a few, so that some are used by several users. */
    static List<String> otherSpellings(String sharedName) {
        String capitals = sharedName.toUpperCase(Locale.ROOT);
        return sharedName.startsWith(TOM) ? List.of(capitals, latinTwin(sharedName)) : List.of(capitals);
    }

    private static String latinTwin(String cyrillic) {
        String latin = cyrillic.toLowerCase(Locale.ROOT);
        for (int i = 0; i < TWINS.length(); i++) {
            latin = latin.replace(TWINS.charAt(i), LATIN_TWINS.charAt(i));
        }
        return latin;
    }

    /** The beginning of the id of every request. */
    String run() {
        return "t-" + seed + "-";
    }

    /** The same name to the service in another spelling. */
    static String lookAlike(String name, RandomGenerator random) {
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            String same = switch (Character.toLowerCase(each)) {
                case 'o' -> "oO0";
                case 's' -> "sS5";
                case 'l' -> "lI1";
                case ' ' -> " -_.";
                default -> Character.toString(each);
            };
            other.append(same.charAt(random.nextInt(same.length())));
        }
        String text = random.nextBoolean() ? other.toString() : other.toString().toUpperCase(Locale.ROOT);
        boolean hasRoom = text.length() < LONGEST && Character.isLetterOrDigit(text.charAt(1));
        return hasRoom && random.nextInt(3) == 0 ? text.charAt(0) + "-" + text.substring(1) : text;
    }

    /** A number of this length in letters of which no two look alike. */
    public static String letters(long number, int length) {
        return letters(number, length, LETTERS);
    }

    private static String letters(long number, int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (long rest = number; text.length() < length; rest /= alphabet.length()) {
            text.append(alphabet.charAt((int) (rest % alphabet.length())));
        }
        return text.reverse().toString();
    }
}
