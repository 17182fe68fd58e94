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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The contact links of all users. */
public record Links(Map<String, Link> byId) {
    private static final int MOST_LIVE = 50;

    /** The newest first; of those of one instant, the greatest id. */
    private static final Comparator<ContactLink> NEWEST_FIRST = Comparator.comparing(
                    (ContactLink link) -> instant(link.getCreatedAt()))
            .thenComparing(ContactLink::getLinkId)
            .reversed();

    /** A link, what happened to it, the oldest first, and what a use returns for ever, by user. */
    public record Link(ContactLink value, List<ContactLinkEvent> events, Map<String, Contact> contacts) {
        /** The request by which a user used it. */
        Optional<String> use(String user) {
            Stream<ContactLinkEvent> uses = events.stream().filter(event -> event.getKind() == Kind.CONSUMED);
            Optional<ContactLinkEvent> own =
                    uses.filter(use -> use.getActorUserId().equals(user)).findFirst();
            return own.map(ContactLinkEvent::getRequestId);
        }
    }

    public Links {
        byId = new HashMap<>(byId);
    }

    public Optional<ContactLink> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(Link::value);
    }

    public Optional<ContactLink> byToken(String token) {
        return first(link -> link.value().getToken().equals(token)).map(Link::value);
    }

    private Optional<Link> first(Predicate<Link> which) {
        return byId.values().stream().filter(which).findFirst();
    }

    /** The newest first. */
    public List<ContactLink> of(String owner) {
        return all().stream()
                .filter(link -> link.getOwnerUserId().equals(owner))
                .toList();
    }

    /** The newest first. */
    public List<ContactLink> all() {
        return byId.values().stream().map(Link::value).sorted(NEWEST_FIRST).toList();
    }

    /** The oldest first. */
    public List<ContactLinkEvent> events(String id) {
        return Optional.ofNullable(byId.get(id)).map(Link::events).orElse(List.of());
    }

    Optional<ContactLink> find(Message request) {
        return find(text(request, "link_id"))
                .filter(link -> link.getOwnerUserId().equals(text(request, "owner_user_id")));
    }

    /** @param drawn gives the link that the service created, with the id and token that it has drawn */
    Outcome create(CreateContactLinkRequest request, Instant now, Supplier<Optional<ContactLink>> drawn) {
        String owner = request.getOwnerUserId();
        Optional<ContactLink> before = first(
                        link -> link.value().getOwnerUserId().equals(owner)
                                && link.events().getFirst().getRequestId().equals(request.getRequestId()))
                .map(Link::value);
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
        ContactLink.Builder link = Messages.filled(request, ContactLink.newBuilder())
                .setLinkId(drawn.getLinkId())
                .setToken(drawn.getToken())
                .setCreatedAt(Messages.timestamp(now));
        return change(request, link.build(), Kind.CREATED, now);
    }

    Outcome revoke(Message request, Instant now) {
        Optional<ContactLink> link = find(request);
        if (link.filter(known -> !known.hasRevokedAt()).isEmpty()) {
            return Outcome.found(request, link, "LINK_NOT_FOUND");
        }
        ContactLink.Builder revoked = link.get().toBuilder().setRevokedAt(Messages.timestamp(now));
        return change(request, revoked.build(), Kind.REVOKED, now);
    }

    /** A change by the owner, which returns the link. */
    private Outcome change(Message request, ContactLink after, Kind kind, Instant now) {
        String owner = after.getOwnerUserId();
        List<Event> events = List.of(published(after, kind, owner));
        Runnable put = () -> put(request, after, kind, owner, now, Map.of());
        return Outcome.done(Messages.response(request, after), events, put);
    }

    Outcome use(Message request, Instant now, Contacts contacts) {
        Optional<Link> found = first(link -> link.value().getToken().equals(text(request, "token")));
        if (found.isEmpty()) {
            return refused("LINK_NOT_FOUND");
        }
        ContactLink link = found.get().value();
        String owner = link.getOwnerUserId();
        String user = text(request, "user_id");
        Optional<String> before = found.get().use(user);
        if (before.equals(Optional.of(text(request, "request_id")))) {
            return read(request, Optional.ofNullable(found.get().contacts().get(user)));
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
        Stream<Event> added = Stream.of(Contacts.event("added", contact)).filter(any -> known.isEmpty());
        List<Event> events = Stream.concat(Stream.of(published(used, Kind.CONSUMED, user)), added)
                .toList();
        return Outcome.done(Messages.response(request, contact), events, () -> {
            contacts.put(contact);
            put(request, used, Kind.CONSUMED, user, now, Map.of(user, contact));
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

    private static Event published(ContactLink after, Kind kind, String actor) {
        return new Event("contact_link", kind.name().toLowerCase(Locale.ROOT), after.getOwnerUserId(), actor, after);
    }

    /** Lists and maps of a link are never changed, so that copies share them. */
    private void put(
            Message request, ContactLink after, Kind kind, String actor, Instant now, Map<String, Contact> more) {
        String id = after.getLinkId();
        Link before = byId.getOrDefault(id, new Link(after, List.of(), Map.of()));
        List<ContactLinkEvent> events = new ArrayList<>(before.events());
        Object what = kind.getValueDescriptor();
        String by = text(request, "request_id");
        events.add(Messages.of(ContactLinkEvent.getDefaultInstance(), id, what, actor, by, now));
        Map<String, Contact> contacts = new HashMap<>(before.contacts());
        contacts.putAll(more);
        byId.put(id, new Link(after, List.copyOf(events), Map.copyOf(contacts)));
    }
}
