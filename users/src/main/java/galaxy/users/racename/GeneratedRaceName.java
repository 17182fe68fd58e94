package galaxy.users.racename;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Draws the names of new users: {@code player-} and 8 characters of an alphabet in which no two characters look alike.
 * Two different draws are different names under every policy that distinguishes the alphabet. The last two characters say a
 * place, one of 256: a user's name is drawn for the place of the e-mail address, so that both can change in one step.
 */
public final class GeneratedRaceName {
    static final String ALPHABET = "acdefghjknpqrtuvxy234679";

    private static final int PLACES = 256;
    private static final String PREFIX = "player-";

    /** Without the separator, as keys are. */
    private static final String KEY_PREFIX = "player";

    private static final int DRAWN = 8;
    private static final int BASE = ALPHABET.length();

    private final RandomGenerator random;

    public GeneratedRaceName(RandomGenerator random) {
        this.random = random;
    }

    /** A name for a place, which is 0 to 255. */
    public RaceName next(int place) {
        var name = new StringBuilder(PREFIX.length() + DRAWN).append(PREFIX);
        for (int i = 2; i < DRAWN; i++) {
            name.append(ALPHABET.charAt(random.nextInt(BASE)));
        }
        // Two or three pairs of characters say the same place.
        int pairs = (BASE * BASE - 1 - place) / PLACES + 1;
        int pair = place + PLACES * random.nextInt(pairs);
        name.append(ALPHABET.charAt(pair / BASE)).append(ALPHABET.charAt(pair % BASE));
        return RaceName.of(name.toString());
    }

    /** The place that a key of the shape of generated names says, however the name is spelled; other keys say none. */
    public static OptionalInt placeOf(CanonicalKey key) {
        String text = key.value();
        if (text.length() != KEY_PREFIX.length() + DRAWN
                || !text.startsWith(KEY_PREFIX)
                || !text.chars().skip(KEY_PREFIX.length()).allMatch(each -> ALPHABET.indexOf(each) >= 0)) {
            return OptionalInt.empty();
        }
        int first = ALPHABET.indexOf(text.charAt(text.length() - 2));
        int second = ALPHABET.indexOf(text.charAt(text.length() - 1));
        return OptionalInt.of((first * BASE + second) % PLACES);
    }
}
