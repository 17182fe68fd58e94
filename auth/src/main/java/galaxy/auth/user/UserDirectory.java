package galaxy.auth.user;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The users, who belong to another service. Each call takes at most a second, and throws
 * {@link galaxy.kernel.UnavailableException} when there is no response.
 */
public interface UserDirectory {
    /** What users say of an address. */
    sealed interface Standing {
        record Creatable() implements Standing {}

        record Existing(UserId userId) implements Standing {}

        record Blocked(Block block) implements Standing {}
    }

    /**
     * That an address or its user may not sign in.
     *
     * @param until its end, if it has one
     */
    record Block(Optional<UserId> userId, ReasonCode reason, Optional<Instant> until) {}

    /** The result of finding or creating the user of an address. */
    sealed interface Ensured {
        record User(UserId userId, boolean isCreated) implements Ensured {}

        record Blocked(Block block) implements Ensured {}

        /** Time zone or language are invalid for a new user. */
        record Invalid(List<Problem> problems) implements Ensured {}
    }

    /** What is wrong with a field of the confirmation. */
    record Problem(String field, String reason) {}

    /** What users know of an address; changes nothing. */
    Standing resolve(EmailAddress email, Cause cause);

    /** The user of an address, made if there is none. */
    Ensured ensure(EmailAddress email, String language, String timeZone, Cause cause);
}
