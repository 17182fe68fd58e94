package galaxy.users.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A record of which at most one per code is in force at a time.
 *
 * @param <C> the codes, in the order in which lists show them
 */
public interface Recorded<C extends Enum<C>> extends Numbered {
    C code();

    Optional<Instant> expiresAt();

    Optional<Removal> removal();

    /** Whether the record has not expired: it is inactive from the very instant of its expiry. */
    default boolean isActiveAt(Instant now) {
        return expiresAt().isEmpty() || expiresAt().get().isAfter(now);
    }
}
