package galaxy.connections.link;

import galaxy.connections.contact.Contact;
import galaxy.connections.contact.ContactStore;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Contact links in memory, with the behaviour that {@link LinkStoreContract} describes. */
public final class InMemoryLinkStore implements LinkStore {
    private static final Comparator<ContactLink> NEWEST_FIRST =
            Comparator.comparing(InMemoryLinkStore::position).reversed();

    private record Request(UserRef owner, IdempotencyKey key) {}

    private record Use(LinkId link, UserRef user) {}

    /** @param version how many links the owner has made */
    private record FoundOwner(List<ContactLink> links, long version, Optional<LinkId> made) implements SeenOwner {
        @Override
        public List<LinkId> live(Instant now) {
            return links.stream()
                    .filter(link ->
                            link.expiresAt().filter(end -> !end.isAfter(now)).isEmpty())
                    .map(ContactLink::id)
                    .toList();
        }
    }

    private record FoundLink(ContactLink link, Optional<LinkUse> use, int version) implements SeenLink {}

    private final ContactStore contacts;
    private final RandomGenerator random;
    private final Map<LinkId, ContactLink> links = new HashMap<>();
    private final Map<UserRef, List<ContactLink>> live = new HashMap<>();
    private final Map<Request, LinkId> made = new HashMap<>();
    private final Map<Use, LinkUse> uses = new HashMap<>();
    private final Map<Use, Contact> contactsOfUses = new HashMap<>();
    private final Map<LinkId, List<LinkEvent>> events = new HashMap<>();

    /** @param contacts gets the contacts that uses make */
    public InMemoryLinkStore(ContactStore contacts, RandomGenerator random) {
        this.contacts = contacts;
        this.random = random;
    }

    @Override
    public LinkToken draw(UserRef owner) {
        return LinkToken.draw(random);
    }

    @Override
    public SeenOwner readOwner(UserRef owner, IdempotencyKey key) {
        long version = links.values().stream()
                .filter(link -> link.owner().equals(owner))
                .count();
        return new FoundOwner(
                live.getOrDefault(owner, List.of()), version, Optional.ofNullable(made.get(new Request(owner, key))));
    }

    @Override
    public WriteResult confirm(SeenOwner seen, UserRef owner, IdempotencyKey key) {
        return seen.made().equals(readOwner(owner, key).made()) ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public WriteResult confirm(SeenLink seen) {
        LinkId id = seen.link().id();
        return ((FoundLink) seen).version() == events.get(id).size() ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public Optional<ContactLink> find(LinkId linkId) {
        return Optional.ofNullable(links.get(linkId));
    }

    @Override
    public List<ContactLink> findAll(List<LinkId> linkIds) {
        return linkIds.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Optional<SeenLink> read(LinkId linkId) {
        return find(linkId)
                .map(link ->
                        new FoundLink(link, Optional.empty(), events.get(linkId).size()));
    }

    @Override
    public Optional<SeenLink> read(LinkId linkId, UserRef user) {
        Optional<LinkUse> use = Optional.ofNullable(uses.get(new Use(linkId, user)));
        return find(linkId)
                .map(link -> new FoundLink(link, use, events.get(linkId).size()));
    }

    @Override
    public WriteResult create(SeenOwner seen, ContactLink link, List<LinkId> others, IdempotencyKey key, Cause cause) {
        UserRef owner = link.owner();
        if (!seen.equals(readOwner(owner, key))) {
            return WriteResult.CONFLICT;
        }
        live.put(owner, Stream.concat(findAll(others).stream(), Stream.of(link)).toList());
        made.put(new Request(owner, key), link.id());
        append(link, new LinkEvent(link.id(), LinkEvent.Kind.CREATED, owner, key, link.createdAt()));
        return WriteResult.DONE;
    }

    @Override
    public WriteResult revoke(SeenLink seen, ContactLink revoked, IdempotencyKey key, Instant now, Cause cause) {
        WriteResult confirmed = confirm(seen);
        if (confirmed == WriteResult.DONE) {
            append(revoked, new LinkEvent(revoked.id(), LinkEvent.Kind.REVOKED, revoked.owner(), key, now));
        }
        return confirmed;
    }

    @Override
    public WriteResult use(SeenLink seen, LinkUse use) {
        WriteResult confirmed = confirm(seen);
        if (confirmed == WriteResult.DONE) {
            ContactLink used = seen.link().used();
            uses.put(new Use(used.id(), use.user()), use);
            append(used, new LinkEvent(used.id(), LinkEvent.Kind.CONSUMED, use.user(), use.key(), use.at()));
        }
        return confirmed;
    }

    @Override
    public Contact settle(LinkId linkId, UserRef user) {
        Use place = new Use(linkId, user);
        LinkUse use = uses.get(place);
        uses.put(place, use.settled());
        return contactsOfUses.computeIfAbsent(place, any -> {
            ContactStore.Seen seen = contacts.read(
                    /* owner= */ user, /* user= */ links.get(linkId).owner());
            Contact contact = seen.contact().orElseGet(() -> Contact.added(user, seen.user(), use.at()));
            if (seen.contact().isEmpty()) {
                contacts.put(seen, contact, use.cause());
            }
            return contact;
        });
    }

    @Override
    public Page<ContactLink, String> page(UserRef owner, Optional<String> after, int size) {
        List<ContactLink> page = links.values().stream()
                .filter(link -> link.owner().equals(owner))
                .filter(link -> after.isEmpty() || position(link).compareTo(after.get()) < 0)
                .sorted(NEWEST_FIRST)
                .limit(size + 1L)
                .toList();
        return Page.of(page, size, InMemoryLinkStore::position);
    }

    @Override
    public Page<LinkEvent, Long> events(LinkId linkId, long from, int size) {
        List<LinkEvent> rest = events.getOrDefault(linkId, List.of()).stream()
                .skip(from)
                .limit(size + 1L)
                .toList();
        return Page.of(rest, size, last -> from + size);
    }

    private void append(ContactLink link, LinkEvent event) {
        links.put(link.id(), link);
        events.computeIfAbsent(link.id(), any -> new ArrayList<>()).add(event);
    }

    private static String position(ContactLink link) {
        return "%013d|%s".formatted(link.createdAt().toEpochMilli(), link.id());
    }
}
