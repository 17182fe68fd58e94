package galaxy.users.store;

import galaxy.store.Bucket;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The keys under which race names are claimed. A canonical key is claimed as it is, in a bucket of the store's choice; but one of
 * the shape of generated names, chosen or drawn, is claimed as {@code player/acdefghj} in the bucket that its characters say. No
 * name has a slash, so this differs from where versions without such buckets claimed it.
 */
final class NameKeys {
    private static final char MARK = '/';
    private static final int PLACE = "player".length();

    private NameKeys() {}

    static String of(CanonicalKey key) {
        String text = key.value();
        return GeneratedRaceName.placeOf(key).isPresent()
                ? text.substring(0, PLACE) + MARK + text.substring(PLACE)
                : text;
    }

    /** The bucket that a key says, if it does. */
    static Optional<Bucket> bucketOf(String key) {
        OptionalInt place =
                isMarked(key) ? GeneratedRaceName.placeOf(CanonicalKey.of(earlier(key))) : OptionalInt.empty();
        return place.isPresent() ? Optional.of(new Bucket(place.getAsInt())) : Optional.empty();
    }

    /** As which versions without such buckets claimed it. */
    static String earlier(String key) {
        return isMarked(key) ? key.substring(0, PLACE) + key.substring(PLACE + 1) : key;
    }

    private static boolean isMarked(String key) {
        return key.length() > PLACE && key.charAt(PLACE) == MARK;
    }
}
