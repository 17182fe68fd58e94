package galaxy.connections.link;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.LinkStore.SeenLink;
import galaxy.connections.link.LinkStore.SeenOwner;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, revokes and uses contact links. Each is decided in one step beside the link, so that a repetition finds what was
 * decided; the contact that a use makes is rolled forward from there, whatever crashes.
 */
public final class Links {
    /** How many live links an owner may have. */
    public static final int MOST_LIVE = 50;

    /** More than users of one link at one moment; past it the caller is told to try again. */
    private static final int ATTEMPTS = 300;

    private final LinkStore store;
    private final InstantSource clock;

    public Links(LinkStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Makes a link, or finds the one that the same request made. */
    public LinkOutcome<ContactLink> create(
            UserRef owner, Optional<Instant> expiresAt, int maxUses, RequestId requestId, Cause cause) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SeenOwner seen = store.readOwner(owner, requestId);
            if (seen.made().isPresent()) {
                if (store.confirm(seen, owner, requestId) != WriteResult.DONE) {
                    continue;
                }
                return LinkOutcome.done(
                        store.find(seen.made().get()).orElseThrow().asMade());
            }
            Instant now = now();
            if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
                return LinkOutcome.refused(LinkRefusal.EXPIRES_IN_THE_PAST);
            }
            List<LinkId> live = live(seen, now);
            if (live.size() >= MOST_LIVE) {
                return LinkOutcome.refused(LinkRefusal.TOO_MANY_LINKS);
            }
            ContactLink link = new ContactLink(store.draw(owner), owner, now, expiresAt, Optional.empty(), maxUses, 0);
            if (store.create(seen, link, live, requestId, cause) == WriteResult.DONE) {
                return LinkOutcome.done(link);
            }
        }
        throw keepsChanging();
    }

    /** Which links of an owner count. Only who seems to have too many is worth looking at the links themselves. */
    private List<LinkId> live(SeenOwner seen, Instant now) {
        List<LinkId> live = seen.live(now);
        if (live.size() < MOST_LIVE) {
            return live;
        }
        Set<LinkId> ended = new HashSet<>();
        for (ContactLink link : store.findAll(live)) {
            if (link.refusal(now).isPresent()) {
                ended.add(link.id());
            }
        }
        return live.stream().filter(id -> !ended.contains(id)).toList();
    }

    /** Ends a link for good; one that is revoked stays as it is. */
    public LinkOutcome<ContactLink> revoke(UserRef owner, LinkId linkId, RequestId requestId, Cause cause) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<SeenLink> seen =
                    store.read(linkId).filter(found -> found.link().owner().equals(owner));
            if (seen.isEmpty()) {
                return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
            }
            ContactLink link = seen.get().link();
            if (link.revokedAt().isPresent()) {
                if (store.confirm(seen.get()) == WriteResult.DONE) {
                    return LinkOutcome.done(link);
                }
                continue;
            }
            Instant now = now();
            ContactLink revoked = link.revoked(now);
            if (store.revoke(seen.get(), revoked, requestId, now, cause) == WriteResult.DONE) {
                return LinkOutcome.done(revoked);
            }
        }
        throw keepsChanging();
    }

    /** Puts the link's owner on the user's list. */
    public LinkOutcome<Contact> consume(LinkToken token, UserRef user, RequestId requestId, Cause cause) {
        LinkId linkId = LinkId.of(token);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<SeenLink> seen = store.read(linkId, user);
            if (seen.isEmpty()) {
                return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
            }
            Optional<LinkUse> use = seen.get().use();
            if (use.filter(known -> known.requestId().equals(requestId)).isPresent()) {
                return LinkOutcome.done(store.settle(linkId, user));
            }
            if (use.filter(known -> !known.isSettled()).isPresent()) {
                // Whoever is told of a use finds its contact, and may remove it for good.
                store.settle(linkId, user);
            }
            Instant now = now();
            Optional<LinkRefusal> refusal = seen.get().link().refusal(user, use.isPresent(), now);
            if (refusal.isPresent()) {
                return LinkOutcome.refused(refusal.get());
            }
            if (store.use(seen.get(), new LinkUse(user, requestId, now, cause, false)) == WriteResult.DONE) {
                return LinkOutcome.done(store.settle(linkId, user));
            }
        }
        throw keepsChanging();
    }

    /** The link as its next user would find it. */
    public LinkOutcome<ContactLink> preview(LinkToken token) {
        Optional<ContactLink> link = store.find(LinkId.of(token));
        if (link.isEmpty()) {
            return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
        }
        Optional<LinkRefusal> refusal = link.get().refusal(now());
        return refusal.<LinkOutcome<ContactLink>>map(LinkOutcome::refused)
                .orElseGet(() -> LinkOutcome.done(link.get()));
    }

    /** All links that the owner ever made, the newest first. */
    public Page<ContactLink, String> page(UserRef owner, Optional<String> after, int size) {
        return store.page(owner, after, size);
    }

    /** What became of a link, the oldest first; a page goes on after so many events. */
    public LinkOutcome<Page<LinkEvent, Long>> events(UserRef owner, LinkId linkId, long from, int size) {
        if (store.find(linkId).filter(link -> link.owner().equals(owner)).isEmpty()) {
            return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
        }
        return LinkOutcome.done(Page.of(store.events(linkId, from, size + 1), size, last -> from + size));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static TryAgainException keepsChanging() {
        return new TryAgainException("a contact link keeps changing");
    }
}
