package galaxy.models.connections;

import static galaxy.models.connections.Messages.instant;
import static galaxy.models.connections.Messages.text;
import static galaxy.models.connections.Outcome.read;
import static galaxy.models.connections.Outcome.refused;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.models.connections.Outcome.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The contact links of all users.
 *
 * @param ids by owner
 * @param events by the id of the link, the oldest first
 * @param creations the id of the link, by owner and request
 * @param uses by link and user
 */
public record Links(
        Map<String, ContactLink> byId,
        Map<String, String> idsByToken,
        Map<String, List<String>> ids,
        Map<String, List<ContactLinkEvent>> events,
        Map<Key, String> creations,
        Map<Key, Use> uses) {
    private static final int MOST_LIVE = 50;

    /** The newest first; of those of one instant, the greatest id. */
    private static final Comparator<ContactLink> NEWEST_FIRST = Comparator.comparing(
                    (ContactLink link) -> instant(link.getCreatedAt()))
            .thenComparing(ContactLink::getLinkId)
            .reversed();

    /** Two ids. */
    record Key(String first, String second) {}

    /** A use under a request, and the contact that it returns for ever. */
    record Use(String request, Contact contact) {}

    Links() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    Links copy() {
        return new Links(
                new HashMap<>(byId),
                new HashMap<>(idsByToken),
                new HashMap<>(ids),
                new HashMap<>(events),
                new HashMap<>(creations),
                new HashMap<>(uses));
    }

    public Optional<ContactLink> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<ContactLink> find(String owner, String id) {
        return find(id).filter(link -> link.getOwnerUserId().equals(owner));
    }

    public Optional<ContactLink> byToken(String token) {
        return Optional.ofNullable(idsByToken.get(token)).flatMap(this::find);
    }

    public Optional<ContactLink> createdBy(String owner, String request) {
        return Optional.ofNullable(creations.get(new Key(owner, request))).flatMap(this::find);
    }

    /** The newest first. */
    public List<ContactLink> of(String owner) {
        return ids.getOrDefault(owner, List.of()).stream()
                .flatMap(id -> find(id).stream())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The newest first. */
    public List<ContactLink> all() {
        return byId.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** The oldest first. */
    public List<ContactLinkEvent> events(String id) {
        return events.getOrDefault(id, List.of());
    }

    /** @param drawn gives the link that the service created, with the id and token that it has drawn */
    Outcome create(CreateContactLinkRequest request, Instant now, Supplier<Optional<ContactLink>> drawn) {
        String owner = request.getOwnerUserId();
        Optional<ContactLink> before = createdBy(owner, request.getRequestId());
        if (before.isPresent()) {
            return read(
                    request,
                    before.get().toBuilder().clearRevokedAt().clearUseCount().build());
        }
        if (request.hasExpiresAt() && !instant(request.getExpiresAt()).isAfter(now)) {
            return refused("INVALID_LINK");
        }
        if (of(owner).stream().filter(link -> ended(link, now).isEmpty()).count() >= MOST_LIVE) {
            return refused("TOO_MANY_LINKS");
        }
        return drawn.get()
                .filter(known -> find(known.getLinkId()).isEmpty())
                .map(known -> create(request, now, known))
                .orElse(refused("a result that is never right: the service created no link"));
    }

    private Outcome create(CreateContactLinkRequest request, Instant now, ContactLink drawn) {
        String owner = request.getOwnerUserId();
        Optional<?> expiresAt = Optional.of(request.getExpiresAt()).filter(any -> request.hasExpiresAt());
        ContactLink link = Messages.of(
                ContactLink.getDefaultInstance(),
                drawn.getLinkId(),
                owner,
                drawn.getToken(),
                now,
                expiresAt,
                Optional.empty(),
                request.getMaxUses());
        return change(request, link, link, Kind.CREATED, owner, now, List.of(), () -> {
            idsByToken.put(link.getToken(), link.getLinkId());
            ids.merge(owner, List.of(link.getLinkId()), Links::joined);
            creations.put(new Key(owner, request.getRequestId()), link.getLinkId());
        });
    }

    Outcome revoke(Message request, Instant now) {
        String owner = text(request, "owner_user_id");
        Optional<ContactLink> link = find(owner, text(request, "link_id"));
        if (link.filter(known -> !known.hasRevokedAt()).isEmpty()) {
            return Outcome.found(request, link, "LINK_NOT_FOUND");
        }
        ContactLink revoked =
                link.get().toBuilder().setRevokedAt(Messages.timestamp(now)).build();
        return change(request, revoked, revoked, Kind.REVOKED, owner, now, List.of(), () -> {});
    }

    Outcome use(Message request, Instant now, Contacts contacts) {
        Optional<ContactLink> found = byToken(text(request, "token"));
        if (found.isEmpty()) {
            return refused("LINK_NOT_FOUND");
        }
        ContactLink link = found.get();
        String owner = link.getOwnerUserId();
        String user = text(request, "user_id");
        Key key = new Key(link.getLinkId(), user);
        Optional<Use> before = Optional.ofNullable(uses.get(key));
        if (before.filter(use -> use.request().equals(text(request, "request_id")))
                .isPresent()) {
            return read(request, before.get().contact());
        }
        Optional<String> refusal = owner.equals(user)
                ? Optional.of("OWN_LINK")
                : ended(link, now).filter(why -> before.isEmpty() || why.equals("LINK_REVOKED"));
        if (refusal.isPresent() || before.isPresent()) {
            return refused(refusal.orElse("LINK_ALREADY_CONSUMED"));
        }
        ContactLink used = link.toBuilder().setUseCount(link.getUseCount() + 1).build();
        Optional<Contact> known = contacts.find(user, owner);
        Contact contact = known.orElseGet(() -> Contacts.created(user, owner, now));
        List<Event> added = known.isPresent() ? List.of() : List.of(Contacts.event("added", contact));
        return change(request, contact, used, Kind.CONSUMED, user, now, added, () -> {
            contacts.put(contact);
            uses.put(key, new Use(text(request, "request_id"), contact));
        });
    }

    /** Why a link cannot be used by anyone. */
    static Optional<String> ended(ContactLink link, Instant now) {
        if (link.hasRevokedAt()) {
            return Optional.of("LINK_REVOKED");
        }
        if (link.hasExpiresAt() && !instant(link.getExpiresAt()).isAfter(now)) {
            return Optional.of("LINK_EXPIRED");
        }
        boolean isUsedUp = link.getMaxUses() != 0 && link.getUseCount() >= link.getMaxUses();
        return isUsedUp ? Optional.of("LINK_USED_UP") : Optional.empty();
    }

    private Outcome change(
            Message request,
            Message response,
            ContactLink after,
            Kind kind,
            String actor,
            Instant now,
            List<Event> more,
            Runnable change) {
        String id = after.getLinkId();
        String operation = kind.name().toLowerCase(Locale.ROOT);
        var event = Messages.of(
                ContactLinkEvent.getDefaultInstance(),
                id,
                kind.getValueDescriptor(),
                actor,
                text(request, "request_id"),
                now);
        var published = List.of(new Event("contact_link", operation, after.getOwnerUserId(), actor, after));
        return Outcome.done(Messages.response(request, response), joined(published, more), () -> {
            byId.put(id, after);
            events.merge(id, List.of(event), Links::joined);
            change.run();
        });
    }

    /** Lists are never changed, so that copies share them. */
    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }
}
