package galaxy.connections.link;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.LinkStore.SeenLink;
import galaxy.connections.link.LinkStore.SeenOwner;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.Parsed;
import galaxy.kernel.Turns;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, revokes and uses contact links. Each is decided in one step beside the link, so that a repetition finds the
 * decision; the contact that a use makes is rolled forward from there, whatever crashes.
 */
public final class Links {
    /** How many live links an owner may have. */
    public static final int MOST_LIVE = 50;

    private static final String WHAT = "a contact link";

    private final LinkStore store;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public Links(LinkStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Makes a link, or finds the one that was made under the same idempotency key. */
    public LinkOutcome<ContactLink> create(UserRef owner, NewLink wanted, IdempotencyKey key, Cause cause) {
        return turns.retry(owner, WHAT, attempt -> {
            SeenOwner seen = store.readOwner(owner, key);
            if (seen.made().isPresent()) {
                return store.confirm(seen, owner, key)
                        .ifDone(seen.made().get())
                        .map(id -> LinkOutcome.done(store.find(id).orElseThrow().asMade()));
            }
            Instant now = now();
            return switch (wanted.expires().time(now, now)) {
                case Parsed.Invalid<Optional<Instant>> invalid ->
                    Optional.of(LinkOutcome.refused(refusal(wanted.expires())));
                case Parsed.Valid<Optional<Instant>>(Optional<Instant> end) -> {
                    List<LinkId> live = live(seen, now);
                    if (live.size() >= MOST_LIVE) {
                        yield Optional.of(LinkOutcome.refused(LinkRefusal.TOO_MANY_LINKS));
                    }
                    var link = new ContactLink(
                            store.draw(owner), owner, now, end, Optional.empty(), wanted.maxUses(), 0, wanted.label());
                    yield store.create(seen, link, live, key, cause).ifDone(LinkOutcome.done(link));
                }
            };
        });
    }

    /** A span is never too short, and a time was checked not to be too late. */
    private static LinkRefusal refusal(End expires) {
        return expires instanceof End.After ? LinkRefusal.EXPIRES_TOO_LATE : LinkRefusal.EXPIRES_IN_THE_PAST;
    }

    /** The links of an owner that count. The links themselves are read only when there seem to be too many. */
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
    public LinkOutcome<ContactLink> revoke(UserRef owner, LinkId linkId, IdempotencyKey key, Cause cause) {
        return turns.retry(linkId, WHAT, attempt -> {
            Optional<SeenLink> seen =
                    store.read(linkId).filter(found -> found.link().owner().equals(owner));
            if (seen.isEmpty()) {
                return Optional.of(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
            }
            ContactLink link = seen.get().link();
            if (link.revokedAt().isPresent()) {
                return store.confirm(seen.get()).ifDone(LinkOutcome.done(link));
            }
            Instant now = now();
            ContactLink revoked = link.revoked(now);
            return store.revoke(seen.get(), revoked, key, now, cause).ifDone(LinkOutcome.done(revoked));
        });
    }

    /** Puts the link's owner on the user's list. */
    public LinkOutcome<Contact> consume(LinkToken token, UserRef user, IdempotencyKey key, Cause cause) {
        LinkId linkId = LinkId.of(token);
        return switch (turns.retry(linkId, WHAT, attempt -> use(linkId, user, key, cause))) {
            case LinkOutcome.Done<LinkId> used -> LinkOutcome.done(store.settle(linkId, user));
            case LinkOutcome.Refused<LinkId>(LinkRefusal refusal) -> LinkOutcome.refused(refusal);
        };
    }

    /** Decides that the user uses the link, or finds that it was decided under the same idempotency key. */
    private Optional<LinkOutcome<LinkId>> use(LinkId linkId, UserRef user, IdempotencyKey key, Cause cause) {
        Optional<SeenLink> seen = store.read(linkId, user);
        if (seen.isEmpty()) {
            return Optional.of(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
        }
        Optional<LinkUse> use = seen.get().use();
        if (use.filter(known -> known.key().equals(key)).isPresent()) {
            return Optional.of(LinkOutcome.done(linkId));
        }
        if (use.filter(known -> !known.isSettled()).isPresent()) {
            // Once a use is reported, its contact exists, and may be removed for good.
            store.settle(linkId, user);
        }
        Instant now = now();
        Optional<LinkRefusal> refusal = seen.get().link().refusal(user, use.isPresent(), now);
        if (refusal.isPresent()) {
            return Optional.of(LinkOutcome.refused(refusal.get()));
        }
        return store.use(seen.get(), new LinkUse(user, key, now, cause, false)).ifDone(LinkOutcome.done(linkId));
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

    /** A link, if it is the owner's. */
    public LinkOutcome<ContactLink> find(UserRef owner, LinkId linkId) {
        return store.find(linkId)
                .filter(link -> link.owner().equals(owner))
                .map(LinkOutcome::done)
                .orElseGet(() -> LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
    }

    /** All links that the owner ever made, the newest first. */
    public Page<ContactLink, String> page(UserRef owner, Optional<String> after, int size) {
        return store.page(owner, after, size);
    }

    /** The events of a link, the oldest first; a page starts after so many of them. */
    public LinkOutcome<Page<LinkEvent, Long>> events(UserRef owner, LinkId linkId, long from, int size) {
        return switch (find(owner, linkId)) {
            case LinkOutcome.Done<ContactLink> found -> LinkOutcome.done(store.events(linkId, from, size));
            case LinkOutcome.Refused<ContactLink>(LinkRefusal refusal) -> LinkOutcome.refused(refusal);
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
