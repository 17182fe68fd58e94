package galaxy.connections.link;

import static galaxy.connections.link.LinkStoreContract.CAUSE;
import static galaxy.connections.link.LinkStoreContract.CONSUMER;
import static galaxy.connections.link.LinkStoreContract.NOON;
import static galaxy.connections.link.LinkStoreContract.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.Contact;
import galaxy.connections.contact.InMemoryContactStore;
import galaxy.connections.user.UserRef;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Span;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinksTest {
    private final SettableClock clock = SettableClock.at(NOON);
    private final InMemoryContactStore contacts = new InMemoryContactStore();
    private final Links links = new Links(new InMemoryLinkStore(contacts, new Random(2)), clock);
    private int keys;

    private IdempotencyKey key() {
        return IdempotencyKey.of("key-" + keys++);
    }

    private LinkOutcome<ContactLink> create(IdempotencyKey key, Optional<Instant> end, int maxUses) {
        return links.create(OWNER, new NewLink(End.of(end), maxUses, LinkLabel.NONE), key, CAUSE);
    }

    private ContactLink created(Optional<Instant> end, int maxUses) {
        return value(create(key(), end, maxUses));
    }

    private LinkOutcome<Contact> consume(ContactLink link, UserRef user) {
        return links.consume(link.token(), user, key(), CAUSE);
    }

    private static <T> T value(LinkOutcome<T> outcome) {
        return ((LinkOutcome.Done<T>) outcome).value();
    }

    @Test
    void the_same_key_makes_one_link_and_shows_it_as_it_was_made() {
        IdempotencyKey key = key();
        ContactLink link = value(create(key, Optional.empty(), 3));
        consume(link, CONSUMER);
        assertThat(create(key, Optional.empty(), 3)).isEqualTo(LinkOutcome.done(link));
        assertThat(links.page(OWNER, Optional.empty(), 9).items()).hasSize(1);
    }

    /** A repetition is not counted again. */
    @Test
    void a_span_is_counted_by_the_clock_from_when_the_link_is_made() {
        var span = new NewLink(new End.After(Span.parse("P1M").orElseThrow()), 0, LinkLabel.NONE);
        IdempotencyKey key = key();
        Instant end = NOON.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
        assertThat(value(links.create(OWNER, span, key, CAUSE)).expiresAt()).contains(end);
        clock.advance(Duration.ofDays(1));
        assertThat(value(links.create(OWNER, span, key, CAUSE)).expiresAt()).contains(end);
        var late = new NewLink(new End.After(Span.parse("P9000Y").orElseThrow()), 0, LinkLabel.NONE);
        assertThat(links.create(OWNER, late, key(), CAUSE))
                .isEqualTo(LinkOutcome.refused(LinkRefusal.EXPIRES_TOO_LATE));
    }

    @Test
    void a_link_is_found_by_its_owner_alone() {
        ContactLink link = created(Optional.empty(), 0);
        assertThat(links.find(OWNER, link.id())).isEqualTo(LinkOutcome.done(link));
        assertThat(links.find(CONSUMER, link.id())).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
    }

    @Test
    void the_label_of_the_first_request_stays() {
        IdempotencyKey key = key();
        var first = new NewLink(new End.Never(), 0, LinkLabel.of("first"));
        ContactLink link = value(links.create(OWNER, first, key, CAUSE));
        assertThat(link.label()).isEqualTo(LinkLabel.of("first"));
        var second = new NewLink(new End.Never(), 0, LinkLabel.of("second"));
        assertThat(links.create(OWNER, second, key, CAUSE)).isEqualTo(LinkOutcome.done(link));
        assertThat(value(links.revoke(OWNER, link.id(), key(), CAUSE)).label()).isEqualTo(link.label());
    }

    @Test
    void refuses_a_link_that_would_have_ended() {
        assertThat(create(key(), Optional.of(NOON), 0)).isEqualTo(LinkOutcome.refused(LinkRefusal.EXPIRES_IN_THE_PAST));
    }

    @Test
    void an_owner_has_50_live_links_at_most() {
        ContactLink first = created(Optional.empty(), 0);
        for (int i = 1; i < Links.MOST_LIVE; i++) {
            created(Optional.empty(), 0);
        }
        assertThat(create(key(), Optional.empty(), 0)).isEqualTo(LinkOutcome.refused(LinkRefusal.TOO_MANY_LINKS));
        links.revoke(OWNER, first.id(), key(), CAUSE);
        assertThat(create(key(), Optional.empty(), 0)).isInstanceOf(LinkOutcome.Done.class);
    }

    @Test
    void a_use_puts_the_owner_on_the_users_list_and_its_repetition_returns_the_same_contact() {
        ContactLink link = created(Optional.empty(), 0);
        IdempotencyKey key = key();
        Contact contact = value(links.consume(link.token(), CONSUMER, key, CAUSE));
        assertThat(contact).isEqualTo(Contact.added(CONSUMER, OWNER, NOON));
        assertThat(contacts.read(CONSUMER, OWNER).contact()).contains(contact);
        clock.advance(Duration.ofHours(1));
        assertThat(links.consume(link.token(), CONSUMER, key, CAUSE)).isEqualTo(LinkOutcome.done(contact));
        assertThat(value(links.preview(link.token())).useCount()).isOne();
    }

    @Test
    void refuses_a_use_with_the_first_reason_that_holds() {
        ContactLink link = created(Optional.of(NOON.plusSeconds(1)), 1);
        assertThat(consume(link, OWNER)).isEqualTo(LinkOutcome.refused(LinkRefusal.OWN_LINK));
        consume(link, CONSUMER);
        assertThat(consume(link, CONSUMER)).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_ALREADY_CONSUMED));
        UserRef third = UserRef.of("third");
        assertThat(consume(link, third)).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_USED_UP));
        clock.advance(Duration.ofSeconds(1));
        assertThat(consume(link, third)).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_EXPIRED));
        links.revoke(OWNER, link.id(), key(), CAUSE);
        assertThat(consume(link, CONSUMER)).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_REVOKED));
        assertThat(links.preview(link.token())).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_REVOKED));
        assertThat(links.consume(LinkToken.draw(new Random(3)), CONSUMER, key(), CAUSE))
                .isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
    }

    @Test
    void a_link_is_revoked_once_and_by_its_owner_alone() {
        ContactLink link = created(Optional.empty(), 0);
        assertThat(links.revoke(CONSUMER, link.id(), key(), CAUSE))
                .isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
        ContactLink revoked = value(links.revoke(OWNER, link.id(), key(), CAUSE));
        clock.advance(Duration.ofHours(1));
        assertThat(links.revoke(OWNER, link.id(), key(), CAUSE)).isEqualTo(LinkOutcome.done(revoked));
    }

    @Test
    void the_events_of_a_link_are_for_its_owner() {
        ContactLink link = created(Optional.empty(), 0);
        consume(link, CONSUMER);
        assertThat(links.events(CONSUMER, link.id(), 0, 9)).isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
        assertThat(value(links.events(OWNER, link.id(), 0, 1)).next()).contains(1L);
        assertThat(value(links.events(OWNER, link.id(), 1, 9)).items())
                .extracting(LinkEvent::kind)
                .containsExactly(LinkEvent.Kind.CONSUMED);
    }
}
