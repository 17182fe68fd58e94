package galaxy.connections.contact;

import static galaxy.connections.contact.ContactStoreContract.CAUSE;
import static galaxy.connections.contact.ContactStoreContract.FRIEND;
import static galaxy.connections.contact.ContactStoreContract.NOON;
import static galaxy.connections.contact.ContactStoreContract.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.TryAgainException;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ContactsTest {
    private final InMemoryContactStore store = new InMemoryContactStore();
    private final SettableClock clock = SettableClock.at(NOON);
    private final Contacts contacts = new Contacts(store, clock);

    @Test
    void a_contact_that_is_added_again_keeps_its_first_time_and_is_always_later() {
        contacts.add(OWNER, FRIEND, CAUSE);
        assertThat(contacts.add(OWNER, FRIEND, CAUSE)).isEqualTo(new Contact(OWNER, FRIEND, NOON, NOON.plusMillis(1)));
        clock.advance(Duration.ofHours(1));
        assertThat(contacts.add(OWNER, FRIEND, CAUSE))
                .isEqualTo(new Contact(OWNER, FRIEND, NOON, NOON.plus(Duration.ofHours(1))));
    }

    @Test
    void a_removed_contact_starts_anew() {
        contacts.add(OWNER, FRIEND, CAUSE);
        contacts.remove(OWNER, FRIEND, CAUSE);
        contacts.remove(OWNER, FRIEND, CAUSE);
        clock.advance(Duration.ofHours(1));
        assertThat(contacts.add(OWNER, FRIEND, CAUSE).createdAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void an_unconfirmed_add_is_not_repeated() {
        store.loseNextReply();
        assertThatExceptionOfType(TryAgainException.class).isThrownBy(() -> contacts.add(OWNER, FRIEND, CAUSE));
        assertThat(contacts.page(OWNER, Optional.empty(), 9).items()).hasSize(1);
    }

    @Test
    void an_unconfirmed_removal_is_done_when_the_contact_is_gone() {
        contacts.add(OWNER, FRIEND, CAUSE);
        store.loseNextReply();
        contacts.remove(OWNER, FRIEND, CAUSE);
        assertThat(contacts.page(OWNER, Optional.empty(), 9).items()).isEmpty();
    }
}
