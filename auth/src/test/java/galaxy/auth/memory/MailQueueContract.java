package galaxy.auth.memory;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.ChallengeStore;
import galaxy.auth.challenge.Limits;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailQueue;
import galaxy.auth.mail.MailQueue.MailSnapshot;
import galaxy.auth.mail.MailQueue.Undelivered;
import galaxy.auth.mail.Mails;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every queue of mails does. */
public interface MailQueueContract {
    String REASON = "RCPT: 550 5.1.1";

    /** Empty ones, the same at each call. */
    Stores stores();

    private MailQueue queue() {
        return stores().mails();
    }

    /** A mail that was put in with a challenge, as sign-in does. */
    private Mail added() {
        ChallengeStore challenges = stores().challenges();
        String digest = challenges.digest(TypedAddress.of(Mails.TO));
        var seen = challenges.read(digest, Optional.empty());
        Mail mail = Mails.mail(seen.id().value() + ".1", MailKind.CODE, "en", Optional.of("DE"));
        Challenge challenge = Challenge.open(Mails.TO, digest, "k1", Mails.NOON, List.of());
        assertThat(challenges.write(seen, Limits.NONE, challenge, Optional.of(mail)))
                .isPresent();
        return mail;
    }

    private MailSnapshot read(Mail mail) {
        return queue().read(mail.id()).orElseThrow();
    }

    private static Delivery delivery(State state, Duration later) {
        Instant at = Mails.NOON.plus(later);
        return new Delivery(state, 1, at, REASON);
    }

    private List<Undelivered> undelivered() {
        return queue().undelivered(Optional.empty(), 100).items();
    }

    @Test
    default void a_mail_that_was_never_there_is_not_found() {
        assertThat(queue().read("chl_0123456789abcdefghjkmnpqrs.1")).isEmpty();
        assertThat(queue().undelivered(Optional.empty(), 10)).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    default void a_mail_is_found_as_it_was_put_in() {
        Mail mail = added();
        assertThat(read(mail).mail()).isEqualTo(mail);
        assertThat(undelivered()).isEmpty();
    }

    @Test
    default void of_two_writers_one_is_first() {
        Mail mail = added();
        MailSnapshot seen = read(mail);
        Delivery taken = delivery(State.WAITING, Duration.ofSeconds(30));
        assertThat(queue().write(seen, taken)).isEqualTo(WriteResult.DONE);
        assertThat(queue().write(seen, delivery(State.DEAD, Duration.ZERO))).isEqualTo(WriteResult.CONFLICT);
        assertThat(read(mail).mail()).isEqualTo(mail.with(taken));
        assertThat(undelivered()).isEmpty();
    }

    @Test
    default void times_are_kept_in_whole_milliseconds() {
        Mail mail = added();
        assertThat(queue().write(read(mail), delivery(State.WAITING, Duration.ofNanos(1_987_654))))
                .isEqualTo(WriteResult.DONE);
        assertThat(read(mail).mail()).isEqualTo(mail.with(delivery(State.WAITING, Duration.ofMillis(1))));
    }

    @Test
    default void one_that_was_not_delivered_is_listed_without_its_address() {
        for (State state : List.of(State.DEAD, State.EXPIRED)) {
            Mail mail = added();
            assertThat(queue().write(read(mail), delivery(state, Duration.ofSeconds(5))))
                    .isEqualTo(WriteResult.DONE);
            String digest = read(mail).mail().to();
            assertThat(digest).doesNotContain("@", "pilot");
            assertThat(undelivered())
                    .contains(new Undelivered(mail.id(), MailKind.CODE, digest, REASON, 1, Mails.NOON.plusSeconds(5)));
        }
        assertThat(undelivered())
                .extracting(Undelivered::toDigest)
                .hasSize(2)
                .containsOnly(undelivered().getFirst().toDigest());
    }

    @Test
    default void one_that_was_sent_keeps_its_address_and_is_not_listed() {
        Mail mail = added();
        assertThat(queue().write(read(mail), delivery(State.SENT, Duration.ZERO)))
                .isEqualTo(WriteResult.DONE);
        assertThat(read(mail).mail().to()).isEqualTo(Mails.TO);
        assertThat(undelivered()).isEmpty();
    }

    @Test
    default void the_list_is_read_in_pages_newest_first() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Mail mail = added();
            queue().write(read(mail), delivery(State.EXPIRED, Duration.ofSeconds(i)));
            ids.addFirst(mail.id());
        }
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Undelivered, String> page = queue().undelivered(after, 3);
            assertThat(page.items()).hasSizeBetween(1, 3);
            page.items().forEach(each -> found.add(each.mailId()));
            after = page.next();
        } while (after.isPresent());
        assertThat(found).isEqualTo(ids);
    }
}
