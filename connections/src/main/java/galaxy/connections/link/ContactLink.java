package galaxy.connections.link;

import galaxy.connections.user.UserRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A contact link: every user who has its token may put its owner on their list, until it is revoked, expired or used up.
 *
 * @param expiresAt the first instant at which it does not work any more, if any
 * @param revokedAt when it was revoked, if it was
 * @param maxUses how often it can be used; 0 for no bound
 * @param label for the owner alone
 */
public record ContactLink(
        LinkToken token,
        UserRef owner,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        int maxUses,
        int useCount,
        LinkLabel label) {
    public LinkId id() {
        return LinkId.of(token);
    }

    /** Why no user can use it now, if so. */
    public Optional<LinkRefusal> refusal(Instant now) {
        return revokedAt.isPresent() ? Optional.of(LinkRefusal.LINK_REVOKED) : ended(now);
    }

    /** Why this user cannot use it now, if so. */
    public Optional<LinkRefusal> refusal(UserRef consumer, boolean hasConsumed, Instant now) {
        if (consumer.equals(owner)) {
            return Optional.of(LinkRefusal.OWN_LINK);
        }
        if (revokedAt.isPresent()) {
            return Optional.of(LinkRefusal.LINK_REVOKED);
        }
        return hasConsumed ? Optional.of(LinkRefusal.LINK_ALREADY_CONSUMED) : ended(now);
    }

    private Optional<LinkRefusal> ended(Instant now) {
        if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
            return Optional.of(LinkRefusal.LINK_EXPIRED);
        }
        return maxUses > 0 && useCount >= maxUses ? Optional.of(LinkRefusal.LINK_USED_UP) : Optional.empty();
    }

    /** The link after one more use. */
    public ContactLink used() {
        return new ContactLink(token, owner, createdAt, expiresAt, revokedAt, maxUses, useCount + 1, label);
    }

    /** Revoked, at the first time that it was. */
    public ContactLink revoked(Instant now) {
        return new ContactLink(
                token, owner, createdAt, expiresAt, Optional.of(revokedAt.orElse(now)), maxUses, useCount, label);
    }

    /** As it was when it was made. */
    public ContactLink asMade() {
        return new ContactLink(token, owner, createdAt, expiresAt, Optional.empty(), maxUses, 0, label);
    }
}
