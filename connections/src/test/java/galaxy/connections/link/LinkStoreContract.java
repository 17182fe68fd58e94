package galaxy.connections.link;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.Contact;
import galaxy.connections.contact.ContactStore;
import galaxy.connections.link.LinkStore.SeenLink;
import galaxy.connections.link.LinkStore.SeenOwner;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of contact links does. */
public interface LinkStoreContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Cause CAUSE = Cause.EXPIRY;
    UserRef OWNER = UserRef.of("owner");
    UserRef CONSUMER = UserRef.of("consumer");
    IdempotencyKey MADE = IdempotencyKey.of("made");
    IdempotencyKey USED = IdempotencyKey.of("used");
    IdempotencyKey REVOKED = IdempotencyKey.of("revoked");

    /** Two empty stores, the contacts being those that uses of the links make. */
    record Stores(LinkStore links, ContactStore contacts) {}

    Stores stores();

    private static ContactLink link(LinkStore links, Instant at, Optional<Instant> end) {
        return new ContactLink(links.draw(OWNER), OWNER, at, end, Optional.empty(), 0, 0, LinkLabel.of("a label"));
    }

    private static ContactLink create(LinkStore links, IdempotencyKey key, Instant at, Optional<Instant> end) {
        ContactLink link = link(links, at, end);
        SeenOwner seen = links.readOwner(OWNER, key);
        assertThat(links.create(seen, link, seen.live(at), key, CAUSE)).isEqualTo(WriteResult.DONE);
        return link;
    }

    private static ContactLink create(LinkStore links) {
        return create(links, MADE, NOON, Optional.empty());
    }

    private static SeenLink read(LinkStore links, ContactLink link) {
        return links.read(link.id(), CONSUMER).orElseThrow();
    }

    @Test
    default void a_link_is_found_by_its_id_and_by_the_key_of_its_request() {
        LinkStore links = stores().links();
        assertThat(links.readOwner(OWNER, MADE).made()).isEmpty();
        ContactLink link = create(links);
        assertThat(links.find(link.id())).contains(link);
        assertThat(links.read(link.id()).map(SeenLink::link)).contains(link);
        SeenOwner seen = links.readOwner(OWNER, MADE);
        assertThat(seen.made()).contains(link.id());
        assertThat(links.confirm(seen, OWNER, MADE)).isEqualTo(WriteResult.DONE);
        assertThat(links.readOwner(OWNER, USED).made()).isEmpty();
        assertThat(links.readOwner(CONSUMER, MADE).made()).isEmpty();
        LinkId unknown = LinkId.of(links.draw(OWNER));
        assertThat(links.find(unknown)).isEmpty();
        assertThat(links.findAll(List.of(unknown, link.id()))).containsExactly(link);
    }

    @Test
    default void a_link_is_made_only_if_the_owner_has_made_none_since() {
        LinkStore links = stores().links();
        SeenOwner before = links.readOwner(OWNER, USED);
        create(links);
        ContactLink second = link(links, NOON, Optional.empty());
        assertThat(links.create(before, second, List.of(), USED, CAUSE)).isEqualTo(WriteResult.CONFLICT);
        assertThat(links.find(second.id())).isEmpty();
    }

    @Test
    default void an_owners_live_links_are_those_that_have_not_expired() {
        LinkStore links = stores().links();
        ContactLink endless = create(links, MADE, NOON, Optional.empty());
        ContactLink ending = create(links, USED, NOON, Optional.of(NOON.plusSeconds(1)));
        SeenOwner seen = links.readOwner(OWNER, REVOKED);
        assertThat(seen.live(NOON)).containsExactly(endless.id(), ending.id());
        assertThat(seen.live(NOON.plusSeconds(1))).containsExactly(endless.id());
    }

    @Test
    default void a_link_changes_only_if_it_has_not_changed_since_it_was_read() {
        LinkStore links = stores().links();
        ContactLink link = create(links);
        SeenLink seen = read(links, link);
        ContactLink revoked = link.revoked(NOON);
        assertThat(links.revoke(seen, revoked, REVOKED, NOON, CAUSE)).isEqualTo(WriteResult.DONE);
        assertThat(links.find(link.id())).contains(revoked);
        LinkUse use = new LinkUse(CONSUMER, USED, NOON, CAUSE, false);
        assertThat(links.use(seen, use)).isEqualTo(WriteResult.CONFLICT);
        assertThat(links.confirm(read(links, link))).isEqualTo(WriteResult.DONE);
        assertThat(read(links, link).use()).isEmpty();
    }

    @Test
    default void a_use_counts_and_makes_a_contact_once() {
        Stores stores = stores();
        LinkStore links = stores.links();
        ContactLink link = create(links);
        LinkUse use = new LinkUse(CONSUMER, USED, NOON, CAUSE, false);
        assertThat(links.use(read(links, link), use)).isEqualTo(WriteResult.DONE);
        assertThat(read(links, link).link().useCount()).isOne();
        assertThat(read(links, link).use()).contains(use);
        Contact contact = Contact.added(CONSUMER, OWNER, NOON);
        assertThat(links.settle(link.id(), CONSUMER)).isEqualTo(contact);
        assertThat(read(links, link).use()).contains(use.settled());
        ContactStore contacts = stores.contacts();
        assertThat(contacts.read(CONSUMER, OWNER).contact()).contains(contact);
        contacts.remove(contacts.read(CONSUMER, OWNER), NOON, CAUSE);
        assertThat(links.settle(link.id(), CONSUMER)).isEqualTo(contact);
        assertThat(contacts.read(CONSUMER, OWNER).contact()).isEmpty();
    }

    @Test
    default void a_use_leaves_a_contact_that_is_there_as_it_is() {
        Stores stores = stores();
        Contact contact = Contact.added(CONSUMER, OWNER, NOON.minusSeconds(9));
        stores.contacts().put(stores.contacts().read(CONSUMER, OWNER), contact, CAUSE);
        ContactLink link = create(stores.links());
        stores.links().use(read(stores.links(), link), new LinkUse(CONSUMER, USED, NOON, CAUSE, false));
        assertThat(stores.links().settle(link.id(), CONSUMER)).isEqualTo(contact);
    }

    @Test
    default void pages_of_links_begin_with_the_newest() {
        LinkStore links = stores().links();
        ContactLink first = create(links, MADE, NOON, Optional.empty());
        ContactLink second = create(links, USED, NOON.plusSeconds(1), Optional.empty());
        ContactLink third = create(links, REVOKED, NOON.plusSeconds(2), Optional.empty());
        Page<ContactLink, String> page = links.page(OWNER, Optional.empty(), 2);
        assertThat(page.items()).containsExactly(third, second);
        assertThat(links.page(OWNER, page.next(), 2).items()).containsExactly(first);
        assertThat(links.page(CONSUMER, Optional.empty(), 2).items()).isEmpty();
    }

    @Test
    default void the_events_of_a_link_are_in_their_order() {
        LinkStore links = stores().links();
        ContactLink link = create(links);
        LinkId id = link.id();
        links.use(read(links, link), new LinkUse(CONSUMER, USED, NOON, CAUSE, false));
        SeenLink seen = read(links, link);
        links.revoke(seen, seen.link().revoked(NOON), REVOKED, NOON, CAUSE);
        LinkEvent used = new LinkEvent(id, LinkEvent.Kind.CONSUMED, CONSUMER, USED, NOON);
        assertThat(links.events(id, 0, 9).items())
                .containsExactly(
                        new LinkEvent(id, LinkEvent.Kind.CREATED, OWNER, MADE, NOON),
                        used,
                        new LinkEvent(id, LinkEvent.Kind.REVOKED, OWNER, REVOKED, NOON));
        assertThat(links.events(id, 1, 1).items()).containsExactly(used);
    }
}
