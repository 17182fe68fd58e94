package galaxy.users.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record of which an account has at most one active per code.
 *
 * @param <C> the codes, in the order of lists
 */
public interface CodedRecord<C extends Comparable<C>> {
    C code();

    Optional<Instant> expiresAt();

    Optional<Removal> removal();

    /** Whether the record has not expired: it is inactive from the instant of its expiry on. */
    default boolean isActiveAt(Instant now) {
        return expiresAt().isEmpty() || expiresAt().get().isAfter(now);
    }

    /** The order of codes: that of the known ones, and the others after them by their text. */
    static <C> int compare(List<C> known, C one, C other, Function<C, String> text) {
        int left = known.indexOf(one);
        int right = known.indexOf(other);
        if (left < 0 && right < 0) {
            return text.apply(one).compareTo(text.apply(other));
        }
        return left < 0 || right < 0 ? Integer.compare(right, left) : Integer.compare(left, right);
    }
}
