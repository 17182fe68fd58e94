package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A block of an e-mail subject: no sign-in and no registration with it, until its end or until it is unblocked.
 *
 * @param reason of the first block; later ones do not change it
 * @param actor likewise
 * @param expiresAt from then on it does not count; absent for one without an end
 */
public record EmailBlock(ReasonCode reason, Optional<Actor> actor, Instant blockedAt, Optional<Instant> expiresAt) {
    /** A block without an end. */
    public EmailBlock(ReasonCode reason, Optional<Actor> actor, Instant blockedAt) {
        this(reason, actor, blockedAt, Optional.empty());
    }

    public boolean isActiveAt(Instant now) {
        return expiresAt.stream().allMatch(now::isBefore);
    }

    /**
     * The block after another one was requested: only a later end, or none, changes it.
     *
     * @return empty when nothing changes
     */
    public Optional<EmailBlock> extended(Optional<Instant> to) {
        boolean isLater = expiresAt.isPresent() && to.stream().allMatch(expiresAt.get()::isBefore);
        return isLater ? Optional.of(new EmailBlock(reason, actor, blockedAt, to)) : Optional.empty();
    }
}
