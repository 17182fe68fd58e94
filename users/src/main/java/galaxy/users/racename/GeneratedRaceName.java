package galaxy.users.racename;

import java.util.random.RandomGenerator;

/**
 * Draws the names of new users: {@code player-} and 8 characters of an alphabet in which no two characters look alike.
 * Two different draws are different names under every policy that distinguishes the alphabet.
 */
public final class GeneratedRaceName {
    static final String ALPHABET = "acdefghjknpqrtuvxy234679";
    private static final String PREFIX = "player-";
    private static final int DRAWN = 8;

    private final RandomGenerator random;

    public GeneratedRaceName(RandomGenerator random) {
        this.random = random;
    }

    public RaceName next() {
        var name = new StringBuilder(PREFIX.length() + DRAWN).append(PREFIX);
        for (int i = 0; i < DRAWN; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return RaceName.of(name.toString());
    }
}
