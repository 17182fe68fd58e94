package galaxy.users.block;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.util.Optional;

/**
 * Whoever signs in with one e-mail address, with or without an account: the one record per address that says whether it
 * is blocked and which user it has become.
 *
 * @param userId once a user exists, or is being created, for the address
 * @param block in force until it is lifted; the user's account mirrors it
 */
public record EmailSubject(EmailAddress email, Optional<UserId> userId, Optional<EmailBlock> block) {
    /** A subject that nobody has seen before. */
    public static EmailSubject unknown(EmailAddress email) {
        return new EmailSubject(email, Optional.empty(), Optional.empty());
    }

    public boolean isBlocked() {
        return block.isPresent();
    }

    /** The subject with this block, unless one is in force: that keeps its first reason. */
    public EmailSubject blocked(EmailBlock by) {
        return isBlocked() ? this : new EmailSubject(email, userId, Optional.of(by));
    }

    public EmailSubject unblocked() {
        return new EmailSubject(email, userId, Optional.empty());
    }

    public EmailSubject ownedBy(UserId user) {
        return new EmailSubject(email, Optional.of(user), block);
    }
}
