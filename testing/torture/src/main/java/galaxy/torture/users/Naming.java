package galaxy.torture.users;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * E-mail addresses, race names and ids that no other client uses, nor another run with another seed. Numbers in names are
 * written in letters of which no two look alike.
 */
final class Naming {
    private static final String LETTERS = "acdefghjknpqrtuvxy234679";
    private static final int LONGEST = 32;

    private final String seed;

    Naming(long seed) {
        this.seed = letters(Math.floorMod(seed, 24L * 24 * 24 * 24), 4);
    }

    String ownEmail(int client, int number) {
        return "own-%s-%d-%d@torture.example".formatted(seed, client, number);
    }

    String sharedEmail(long arena, int which) {
        return "shared-%s-%d-%d@torture.example".formatted(seed, arena, which);
    }

    String ownName(int client, int number) {
        return "Nova " + letters(client, 2) + letters(number, 5) + seed;
    }

    String sharedName(long arena, int which) {
        return "Solo " + letters(arena, 5) + letters(which, 1) + seed;
    }

    String requestId(int client, long number) {
        return run() + client + "-" + number;
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

    private static String letters(long number, int length) {
        StringBuilder text = new StringBuilder();
        for (long rest = number; text.length() < length; rest /= LETTERS.length()) {
            text.append(LETTERS.charAt((int) (rest % LETTERS.length())));
        }
        return text.reverse().toString();
    }
}
