package galaxy.connections.contact;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.ContactStore.Seen;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of contacts does. */
public interface ContactStoreContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Cause CAUSE = Cause.EXPIRY;
    UserRef OWNER = UserRef.of("owner");
    UserRef FRIEND = UserRef.of("friend");

    /** An empty one. */
    ContactStore store();

    private static void add(ContactStore store, UserRef user) {
        Contact contact = Contact.added(OWNER, user, NOON);
        assertThat(store.put(store.read(OWNER, user), contact, CAUSE)).isEqualTo(WriteResult.DONE);
    }

    @Test
    default void a_place_is_empty_until_a_contact_is_put_there() {
        ContactStore store = store();
        assertThat(store.read(OWNER, FRIEND).contact()).isEmpty();
        add(store, FRIEND);
        assertThat(store.read(OWNER, FRIEND).contact()).contains(Contact.added(OWNER, FRIEND, NOON));
        assertThat(store.read(FRIEND, OWNER).contact()).isEmpty();
    }

    @Test
    default void a_write_happens_only_if_the_place_has_not_changed_since_it_was_read() {
        ContactStore store = store();
        Seen before = store.read(OWNER, FRIEND);
        add(store, FRIEND);
        Contact other = Contact.added(OWNER, FRIEND, NOON.plusSeconds(1));
        assertThat(store.put(before, other, CAUSE)).isEqualTo(WriteResult.CONFLICT);
        Seen seen = store.read(OWNER, FRIEND);
        assertThat(seen.contact()).contains(Contact.added(OWNER, FRIEND, NOON));
        assertThat(store.put(seen, other, CAUSE)).isEqualTo(WriteResult.DONE);
        assertThat(store.remove(seen, NOON, CAUSE)).isEqualTo(WriteResult.CONFLICT);
        assertThat(store.read(OWNER, FRIEND).contact()).contains(other);
    }

    @Test
    default void a_removed_contact_leaves_a_place_that_differs_from_the_one_before() {
        ContactStore store = store();
        Seen before = store.read(OWNER, FRIEND);
        add(store, FRIEND);
        assertThat(store.remove(store.read(OWNER, FRIEND), NOON, CAUSE)).isEqualTo(WriteResult.DONE);
        assertThat(store.read(OWNER, FRIEND).contact()).isEmpty();
        assertThat(store.page(OWNER, Optional.empty(), 10).items()).isEmpty();
        assertThat(store.put(before, Contact.added(OWNER, FRIEND, NOON), CAUSE)).isEqualTo(WriteResult.CONFLICT);
    }

    @Test
    default void confirms_a_place_as_it_was_read() {
        ContactStore store = store();
        add(store, FRIEND);
        assertThat(store.confirm(store.read(OWNER, FRIEND))).isEqualTo(WriteResult.DONE);
        assertThat(store.confirm(store.read(OWNER, OWNER))).isEqualTo(WriteResult.DONE);
    }

    @Test
    default void pages_are_in_the_order_of_the_bytes_of_the_ids() {
        ContactStore store = store();
        for (String id : new String[] {"b", "é", "B", "a", "z", "\uD83D\uDE80", "\uFF5E"}) {
            add(store, UserRef.of(id));
        }
        Page<Contact, UserRef> first = store.page(OWNER, Optional.empty(), 4);
        assertThat(first.items())
                .extracting(contact -> contact.contact().value())
                .containsExactly("B", "a", "b", "z");
        Page<Contact, UserRef> second = store.page(OWNER, first.next(), 4);
        assertThat(second.items())
                .extracting(contact -> contact.contact().value())
                .containsExactly("é", "\uFF5E", "\uD83D\uDE80");
        assertThat(second.next()).isEmpty();
        assertThat(store.page(FRIEND, Optional.empty(), 4).items()).isEmpty();
    }
}
