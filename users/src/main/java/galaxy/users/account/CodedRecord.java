package galaxy.users.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A record of which an account has at most one active per code.
 *
 * @param <C> the codes, in the order of lists
 */
public interface CodedRecord<C extends Enum<C>> {
    C code();

    Optional<Instant> expiresAt();

    Optional<Removal> removal();

    /** Whether the record has not expired: it is inactive from the instant of its expiry on. */
    default boolean isActiveAt(Instant now) {
        return expiresAt().isEmpty() || expiresAt().get().isAfter(now);
    }
}
