package galaxy.connections.link;

import galaxy.connections.contact.Contact;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores contact links. Each method is one atomic step, unless it says that it rolls something forward: then it may stop
 * anywhere, and the next caller continues. All throw an unchecked exception when the store does not answer.
 */
public interface LinkStore {
    /** The links of an owner, as far as one more may be made. A write names it and happens only if it has not changed since. */
    interface SeenOwner {
        /** The link that was made under the same idempotency key. */
        Optional<LinkId> made();

        /** How many links may be live: those that did not expire and were live when this was last looked at. */
        List<LinkId> live(Instant now);
    }

    /** A link as it was read, and the use that one user made of it. */
    interface SeenLink {
        ContactLink link();

        Optional<LinkUse> use();
    }

    /** A link to be made: its token is drawn to lie with its owner. */
    LinkToken draw(UserRef owner);

    SeenOwner readOwner(UserRef owner, IdempotencyKey key);

    Optional<ContactLink> find(LinkId linkId);

    /** Links of one owner, in the order of the ids. */
    List<ContactLink> findAll(List<LinkId> linkIds);

    Optional<SeenLink> read(LinkId linkId);

    /** The same together with the use that a user made of it. */
    Optional<SeenLink> read(LinkId linkId, UserRef user);

    /**
     * Makes sure that no fail-over takes back the link that was made under the same idempotency key, where changes have to be replicated.
     *
     * @return {@code CONFLICT} when it is not so any more
     */
    WriteResult confirm(SeenOwner seen, UserRef owner, IdempotencyKey key);

    /** The same for a link as it was read. */
    WriteResult confirm(SeenLink seen);

    /**
     * Makes a link.
     *
     * @param live those of the owner's other links that are live
     */
    WriteResult create(SeenOwner seen, ContactLink link, List<LinkId> live, IdempotencyKey key, Cause cause);

    WriteResult revoke(SeenLink seen, ContactLink revoked, IdempotencyKey key, Instant now, Cause cause);

    /** Decides that a user uses the link; {@link #settle} makes the contact of it. */
    WriteResult use(SeenLink seen, LinkUse use);

    /** Rolls forward a use that was decided: writes the contact once, if the user has none yet, and gives it as it was then. */
    Contact settle(LinkId linkId, UserRef user);

    /** The owner's links, the newest first. */
    Page<ContactLink, String> page(UserRef owner, Optional<String> after, int size);

    /**
     * A page of the events of a link, the oldest first.
     *
     * @param from how many to leave out
     */
    Page<LinkEvent, Long> events(LinkId linkId, long from, int size);
}
