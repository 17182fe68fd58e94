package galaxy.connections.store;

import galaxy.connections.contact.Contact;
import galaxy.connections.contact.ContactStore;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.Version;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Contacts in the bucket store: a record for each, and a sorted set of the ids of each list. */
final class RedisContacts implements ContactStore {
    /** Far longer than a command can be under way that would otherwise find the place as it was before. */
    private static final Duration MEMORY_OF_REMOVED = Duration.ofDays(1);

    private final BucketStore store;
    private final ConnectionsEvents events;

    RedisContacts(BucketStore store, ConnectionsEvents events) {
        this.store = store;
        this.events = events;
    }

    private record Found(UserRef owner, UserRef user, Optional<Versioned<Optional<Contact>>> record) implements Seen {
        @Override
        public Optional<Contact> contact() {
            return record.flatMap(Versioned::value);
        }

        private Optional<Version> version() {
            return record.map(Versioned::version);
        }

        private long sequence() {
            return version().map(Version::number).orElse(0L) + 1;
        }
    }

    @Override
    public Seen read(UserRef owner, UserRef user) {
        return new Found(owner, user, store.read(ConnectionsKeys.contact(owner, user), ContactFormat.CONTACT));
    }

    /** The same of bytes that were read together with others. */
    static Seen seen(UserRef lister, UserRef listed, Optional<byte[]> stored) {
        String key = ConnectionsKeys.contact(lister, listed);
        return new Found(lister, listed, BucketStore.versioned(key, stored, ContactFormat.CONTACT));
    }

    @Override
    public WriteResult confirm(Seen seen) {
        return store.confirm(check(store.commit(ConnectionsKeys.bucket(seen.owner())), seen));
    }

    @Override
    public WriteResult put(Seen seen, Contact contact, Cause cause) {
        return store.send(put(store.commit(ConnectionsKeys.bucket(contact.owner())), seen, contact, cause));
    }

    /** The same as a part of a commit in the owner's bucket. Who is on the list already makes no event. */
    Commit put(Commit commit, Seen seen, Contact contact, Cause cause) {
        Found found = (Found) seen;
        commit.putOver(
                ConnectionsKeys.contact(found.owner(), found.user()),
                found.record(),
                ContactFormat.CONTACT,
                Optional.of(contact));
        if (found.contact().isPresent()) {
            return commit;
        }
        return commit.index(
                        ConnectionsKeys.contacts(found.owner()), found.user().value())
                .emit(events.contact(
                        ConnectionsEvents.Operation.ADDED, contact, contact.updatedAt(), found.sequence(), cause));
    }

    /** Demands of a commit that the place still is as it was seen. */
    static Commit check(Commit commit, Seen seen) {
        Found found = (Found) seen;
        return commit.check(ConnectionsKeys.contact(found.owner(), found.user()), found.version());
    }

    @Override
    public WriteResult remove(Seen seen, Instant now, Cause cause) {
        Found found = (Found) seen;
        Contact contact = found.contact().orElseThrow();
        return store.send(store.commit(ConnectionsKeys.bucket(found.owner()))
                .lease(
                        ConnectionsKeys.contact(found.owner(), found.user()),
                        found.version(),
                        ContactFormat.CONTACT,
                        Optional.empty(),
                        MEMORY_OF_REMOVED)
                .unindex(ConnectionsKeys.contacts(found.owner()), found.user().value())
                .emit(events.contact(ConnectionsEvents.Operation.REMOVED, contact, now, found.sequence(), cause)));
    }

    @Override
    public Page<Contact, UserRef> page(UserRef owner, Optional<UserRef> after, int size) {
        List<UserRef> ids = store.members(ConnectionsKeys.contacts(owner), after.map(UserRef::value), size + 1).stream()
                .map(UserRef::of)
                .toList();
        Page<UserRef, UserRef> page = Page.of(ids, size, last -> last);
        List<String> keys = page.items().stream()
                .map(id -> ConnectionsKeys.contact(owner, id))
                .toList();
        List<Contact> contacts = store.readAllTogether(keys, ContactFormat.CONTACT).stream()
                .flatMap(record -> record.value().stream())
                .toList();
        return new Page<>(contacts, page.next());
    }
}
