package galaxy.auth.memory;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ChallengeStore;
import galaxy.auth.challenge.ChallengeStore.Snapshot;
import galaxy.auth.challenge.Limits;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.Mails;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of challenges does. */
public interface ChallengeStoreContract {
    Instant NOON = Mails.NOON;
    TypedAddress ADDRESS = TypedAddress.of("pilot@example.com");

    /** Empty ones, the same at each call. */
    Stores stores();

    private ChallengeStore store() {
        return stores().challenges();
    }

    private Snapshot empty() {
        return store().read(store().digest(ADDRESS), Optional.empty());
    }

    private static Challenge open(String digest) {
        return Challenge.open(ADDRESS.typed(), digest, "k1", NOON, List.of());
    }

    private Snapshot written() {
        Limits sent = Limits.NONE.sent(NOON);
        return store().write(empty(), sent, open(store().digest(ADDRESS)), Optional.empty())
                .orElseThrow();
    }

    private static void assertSame(Snapshot found, Snapshot expected) {
        assertThat(found.id()).isEqualTo(expected.id());
        assertThat(found.limits()).isEqualTo(expected.limits());
        assertThat(found.challenge()).isEqualTo(expected.challenge());
    }

    @Test
    default void addresses_of_one_mailbox_have_one_digest() {
        assertThat(store().digest(TypedAddress.of("Pilot+x@example.com"))).isEqualTo(store().digest(ADDRESS));
        assertThat(store().digest(TypedAddress.of("pilots@example.com"))).isNotEqualTo(store().digest(ADDRESS));
    }

    @Test
    default void an_address_without_a_challenge_has_no_limits_and_a_new_id_each_time() {
        assertThat(empty().limits()).isEqualTo(Limits.NONE);
        assertThat(empty().challenge()).isEmpty();
        assertThat(empty().id()).isNotEqualTo(empty().id());
        assertThat(ChallengeId.parse(empty().id().value())).isInstanceOf(Parsed.Valid.class);
        assertThat(store().read(empty().id())).isEmpty();
    }

    @Test
    default void what_was_written_is_what_both_ways_of_reading_find() {
        Snapshot written = written();
        assertThat(written.limits()).isEqualTo(Limits.NONE.sent(NOON));
        assertThat(written.challenge()).contains(open(store().digest(ADDRESS)));
        assertSame(store().read(written.id()).orElseThrow(), written);
        assertSame(store().read(store().digest(ADDRESS), Optional.of(written.id())), written);
    }

    @Test
    default void a_challenge_of_another_address_is_not_given() {
        Snapshot written = written();
        String other = store().digest(TypedAddress.of("second@example.com"));
        Snapshot found = store().read(other, Optional.of(written.id()));
        assertThat(found.challenge()).isEmpty();
        assertThat(found.limits()).isEqualTo(Limits.NONE);
        assertThat(found.id()).isNotEqualTo(written.id());
    }

    @Test
    default void an_id_that_is_not_there_is_not_taken_for_a_new_challenge() {
        ChallengeId unknown = empty().id();
        assertThat(store().read(store().digest(ADDRESS), Optional.of(unknown)).id())
                .isNotEqualTo(unknown);
    }

    @Test
    default void a_new_challenge_of_the_same_address_keeps_its_limits() {
        Snapshot first = written();
        Snapshot fresh = store().fresh(first);
        assertThat(fresh.id()).isNotEqualTo(first.id());
        assertThat(fresh.challenge()).isEmpty();
        assertThat(fresh.limits()).isEqualTo(first.limits());
        Challenge second = open(store().digest(ADDRESS));
        assertThat(store().write(fresh, first.limits(), second, Optional.empty()))
                .isPresent();
        assertThat(store().read(first.id())).isPresent();
        assertThat(store().read(fresh.id())).isPresent();
    }

    @Test
    default void of_two_writers_one_is_first_and_the_other_changes_nothing() {
        Snapshot seen = written();
        Challenge tried = seen.challenge().orElseThrow().tried(NOON, List.of());
        Limits counted = seen.limits().counted(NOON);
        Snapshot first = store().write(seen, counted, tried, Optional.empty()).orElseThrow();
        Mail mail = Mails.mail(seen.id().value() + ".1", MailKind.CODE, "en", Optional.empty());
        assertThat(store().write(seen, seen.limits(), tried.resent(List.of()), Optional.of(mail)))
                .isEmpty();
        assertSame(store().read(seen.id()).orElseThrow(), first);
        assertThat(stores().mails().read(mail.id())).isEmpty();
    }

    @Test
    default void a_write_happens_only_while_the_limits_are_as_they_were_read() {
        Snapshot seen = empty();
        written();
        Challenge other = open(store().digest(ADDRESS));
        assertThat(store().write(seen, seen.limits(), other, Optional.empty())).isEmpty();
        assertThat(store().read(seen.id())).isEmpty();
    }

    @Test
    default void what_a_write_returns_can_be_written_next() {
        Snapshot seen = written();
        for (int i = 1; i <= 3; i++) {
            Challenge tried = seen.challenge().orElseThrow().tried(NOON, List.of());
            seen = store().write(seen, seen.limits(), tried, Optional.empty()).orElseThrow();
        }
        assertThat(store().read(seen.id())
                        .orElseThrow()
                        .challenge()
                        .orElseThrow()
                        .attempts())
                .isEqualTo(3);
    }

    @Test
    default void ids_of_sessions_are_new_each_time() {
        UserId user = UserId.of(new byte[UserId.BYTES]);
        SessionId id = store().draw(user);
        assertThat(SessionId.parse(id.value())).isInstanceOf(Parsed.Valid.class);
        assertThat(store().draw(user)).isNotEqualTo(id);
    }
}
