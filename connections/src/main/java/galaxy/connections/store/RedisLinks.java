package galaxy.connections.store;

import galaxy.connections.contact.Contact;
import galaxy.connections.contact.ContactStore;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkStore;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.LinkUse;
import galaxy.connections.store.LinkFormats.LiveLink;
import galaxy.connections.user.UserRef;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Optimistic;
import galaxy.kernel.Page;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.WriteResult;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.Version;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Contact links in the bucket store. */
final class RedisLinks implements LinkStore {
    /** How long a use is left to the request that decided it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** For contacts that a use makes. */
    private static final String MUTATION_SOURCE = MutationSource.CONTACT_LINK.code();

    private final BucketStore store;
    private final RedisContacts contacts;
    private final ConnectionsEvents events;
    private final RandomGenerator random;

    RedisLinks(BucketStore store, RedisContacts contacts, ConnectionsEvents events, RandomGenerator random) {
        this.store = store;
        this.contacts = contacts;
        this.events = events;
        this.random = random;
    }

    private record FoundOwner(Optional<Versioned<List<LiveLink>>> record, Optional<Versioned<LinkId>> madeBefore)
            implements SeenOwner {
        @Override
        public Optional<LinkId> made() {
            return madeBefore.map(Versioned::value);
        }

        @Override
        public List<LinkId> live(Instant now) {
            return links().filter(link -> link.expiresAt() > now.toEpochMilli())
                    .map(LiveLink::id)
                    .toList();
        }

        private Stream<LiveLink> links() {
            return record.stream().flatMap(known -> known.value().stream());
        }
    }

    private record FoundLink(Versioned<ContactLink> record, Optional<Versioned<LinkUse>> used) implements SeenLink {
        @Override
        public ContactLink link() {
            return record.value();
        }

        @Override
        public Optional<LinkUse> use() {
            return used.map(Versioned::value);
        }

        private long sequence() {
            return record.version().number() + 1;
        }
    }

    /** The member of {@code due} for a use. */
    static String due(LinkId linkId, UserRef user) {
        return "use " + linkId + " " + user.encoded();
    }

    @Override
    public LinkToken draw(UserRef owner) {
        Bucket bucket = ConnectionsKeys.bucket(owner);
        LinkToken token = LinkToken.draw(random);
        while (!ConnectionsKeys.bucket(LinkId.of(token)).equals(bucket)) {
            token = LinkToken.draw(random);
        }
        return token;
    }

    @Override
    public SeenOwner readOwner(UserRef owner, IdempotencyKey key) {
        List<Optional<byte[]>> stored =
                store.readTogether(ConnectionsKeys.liveLinks(owner), ConnectionsKeys.made(owner, key));
        return new FoundOwner(
                BucketStore.versioned(ConnectionsKeys.liveLinks(owner), stored.get(0), LinkFormats.LIVE),
                BucketStore.versioned(ConnectionsKeys.made(owner, key), stored.get(1), LinkFormats.MADE));
    }

    @Override
    public WriteResult confirm(SeenOwner seen, UserRef owner, IdempotencyKey key) {
        FoundOwner found = (FoundOwner) seen;
        return store.confirm(store.commit(ConnectionsKeys.bucket(owner))
                .check(ConnectionsKeys.made(owner, key), found.madeBefore().map(Versioned::version)));
    }

    @Override
    public WriteResult confirm(SeenLink seen) {
        FoundLink found = (FoundLink) seen;
        LinkId id = found.link().id();
        return store.confirm(store.commit(ConnectionsKeys.bucket(id))
                .check(ConnectionsKeys.link(id), Optional.of(found.record().version())));
    }

    @Override
    public Optional<ContactLink> find(LinkId linkId) {
        return store.read(ConnectionsKeys.link(linkId), LinkFormats.LINK).map(Versioned::value);
    }

    @Override
    public List<ContactLink> findAll(List<LinkId> linkIds) {
        List<String> keys = linkIds.stream().map(ConnectionsKeys::link).toList();
        return store.readAllTogether(keys, LinkFormats.LINK).stream()
                .map(Versioned::value)
                .toList();
    }

    @Override
    public Optional<SeenLink> read(LinkId linkId) {
        return store.read(ConnectionsKeys.link(linkId), LinkFormats.LINK)
                .map(link -> new FoundLink(link, Optional.empty()));
    }

    @Override
    public Optional<SeenLink> read(LinkId linkId, UserRef user) {
        String key = ConnectionsKeys.link(linkId);
        String use = ConnectionsKeys.use(linkId, user);
        List<Optional<byte[]>> stored = store.readTogether(key, use);
        return BucketStore.versioned(key, stored.get(0), LinkFormats.LINK)
                .map(link -> new FoundLink(link, BucketStore.versioned(use, stored.get(1), LinkFormats.USE)));
    }

    @Override
    public WriteResult create(SeenOwner seen, ContactLink link, List<LinkId> live, IdempotencyKey key, Cause cause) {
        FoundOwner found = (FoundOwner) seen;
        LinkId id = link.id();
        UserRef owner = link.owner();
        long expires = link.expiresAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        List<LiveLink> after = Stream.concat(
                        found.links().filter(known -> live.contains(known.id())), Stream.of(new LiveLink(id, expires)))
                .toList();
        Commit commit = store.commit(ConnectionsKeys.bucket(owner))
                .putOver(ConnectionsKeys.liveLinks(owner), found.record(), LinkFormats.LIVE, after)
                .put(ConnectionsKeys.made(owner, key), Optional.empty(), LinkFormats.MADE, id)
                .put(ConnectionsKeys.link(id), Optional.empty(), LinkFormats.LINK, link)
                .index(ConnectionsKeys.links(owner), member(link.createdAt(), id));
        return store.send(append(
                commit, link, new LinkEvent(id, LinkEvent.Kind.CREATED, owner, key, link.createdAt()), 1, cause));
    }

    /** The member of all links of a user. */
    static String member(Instant createdAt, LinkId id) {
        return String.format(Locale.ROOT, "%013d|%s", createdAt.toEpochMilli(), id);
    }

    /** The link of a {@link #member}. */
    static LinkId ofMember(String member) {
        return LinkId.of(member.substring(member.indexOf('|') + 1));
    }

    @Override
    public WriteResult revoke(SeenLink seen, ContactLink revoked, IdempotencyKey key, Instant now, Cause cause) {
        FoundLink found = (FoundLink) seen;
        Commit commit = put(found, revoked);
        LinkEvent event = new LinkEvent(revoked.id(), LinkEvent.Kind.REVOKED, revoked.owner(), key, now);
        return store.send(append(commit, revoked, event, found.sequence(), cause));
    }

    @Override
    public WriteResult use(SeenLink seen, LinkUse use) {
        FoundLink found = (FoundLink) seen;
        ContactLink used = found.link().used();
        LinkId id = used.id();
        Commit commit = put(found, used)
                .put(ConnectionsKeys.use(id, use.user()), Optional.empty(), LinkFormats.USE, use)
                .due(due(id, use.user()), Optional.of(use.at().plus(GRACE)));
        LinkEvent event = new LinkEvent(id, LinkEvent.Kind.CONSUMED, use.user(), use.key(), use.at());
        return store.send(append(commit, used, event, found.sequence(), use.cause()));
    }

    /**
     * Two buckets, two commits: the contact and the mark that it was made, beside the user; then that the use is settled,
     * beside the link. The mark makes the first happen once, however late a second attempt comes.
     */
    @Override
    public Contact settle(LinkId linkId, UserRef user) {
        return Optimistic.retry("a use of a contact link", attempt -> {
            FoundLink found = (FoundLink) read(linkId, user).orElseThrow(RedisLinks::lost);
            Versioned<LinkUse> use = found.used().orElseThrow(RedisLinks::lost);
            return confirmUse(found)
                    .ifDone(use.value())
                    .flatMap(known -> contactOf(found.link(), known))
                    .filter(contact -> use.value().isSettled() || markSettled(linkId, use));
        });
    }

    /** The use alone: the link changes with every other use of it. */
    private WriteResult confirmUse(FoundLink found) {
        Versioned<LinkUse> use = found.used().orElseThrow();
        LinkId id = found.link().id();
        return store.confirm(store.commit(ConnectionsKeys.bucket(id))
                .check(ConnectionsKeys.use(id, use.value().user()), Optional.of(use.version())));
    }

    /** The use is not stored any more: a fail-over has lost it. */
    private static TryAgainException lost() {
        return new TryAgainException("the store has lost a use of a contact link");
    }

    /** The contact that came of a use, made now if it was not made before; empty if another writer was faster. */
    private Optional<Contact> contactOf(ContactLink link, LinkUse use) {
        UserRef user = use.user();
        String mark = ConnectionsKeys.used(user, link.id());
        List<Optional<byte[]>> stored = store.readTogether(mark, ConnectionsKeys.contact(user, link.owner()));
        Optional<Versioned<Contact>> made = BucketStore.versioned(mark, stored.get(0), LinkFormats.USED);
        if (made.isPresent()) {
            Commit check = store.commit(ConnectionsKeys.bucket(user)).check(mark, made.map(Versioned::version));
            return store.confirm(check) == WriteResult.DONE ? made.map(Versioned::value) : Optional.empty();
        }
        ContactStore.Seen seen = RedisContacts.seen(user, link.owner(), stored.get(1));
        Contact contact = seen.contact().orElseGet(() -> Contact.added(user, link.owner(), use.at()));
        Commit commit = store.commit(ConnectionsKeys.bucket(user))
                .put(mark, Optional.<Version>empty(), LinkFormats.USED, contact);
        WriteResult written = store.send(
                seen.contact().isPresent()
                        ? RedisContacts.check(commit, seen)
                        : contacts.put(commit, seen, contact, use.cause().as(MUTATION_SOURCE)));
        return written == WriteResult.DONE ? Optional.of(contact) : Optional.empty();
    }

    private boolean markSettled(LinkId linkId, Versioned<LinkUse> seen) {
        UserRef user = seen.value().user();
        Commit commit = store.commit(ConnectionsKeys.bucket(linkId))
                .replace(
                        ConnectionsKeys.use(linkId, user),
                        seen,
                        LinkFormats.USE,
                        seen.value().settled())
                .due(due(linkId, user), Optional.empty());
        return store.send(commit) == WriteResult.DONE;
    }

    @Override
    public Page<ContactLink, String> page(UserRef owner, Optional<String> after, int size) {
        Page<String, String> page =
                Page.of(store.membersDown(ConnectionsKeys.links(owner), after, size + 1), size, last -> last);
        List<LinkId> ids = page.items().stream().map(RedisLinks::ofMember).toList();
        return new Page<>(findAll(ids), page.next());
    }

    @Override
    public Page<LinkEvent, Long> events(LinkId linkId, long from, int size) {
        return store.history(ConnectionsKeys.linkEvents(linkId), from, size, LinkFormats.EVENT);
    }

    private Commit put(FoundLink seen, ContactLink next) {
        return store.commit(ConnectionsKeys.bucket(next.id()))
                .replace(ConnectionsKeys.link(next.id()), seen.record(), LinkFormats.LINK, next);
    }

    private Commit append(Commit commit, ContactLink link, LinkEvent event, long sequence, Cause cause) {
        ConnectionsEvents.Operation operation = switch (event.kind()) {
            case CREATED -> ConnectionsEvents.Operation.CREATED;
            case CONSUMED -> ConnectionsEvents.Operation.CONSUMED;
            case REVOKED -> ConnectionsEvents.Operation.REVOKED;
            case UNKNOWN -> throw new IllegalStateException("an event of no known kind is never written");
        };
        return commit.append(ConnectionsKeys.linkEvents(link.id()), LinkFormats.EVENT, event)
                .emit(events.link(operation, link, event.actor(), event.at(), sequence, cause));
    }
}
