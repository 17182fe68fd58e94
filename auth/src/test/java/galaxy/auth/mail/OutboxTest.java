package galaxy.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void keeps_the_last_hundred_newest_first() {
        for (int i = 1; i <= 101; i++) {
            assertThat(outbox.send(mail("chl_a." + i))).isEqualTo(new MailSender.Result.Sent());
        }
        assertThat(outbox.mails()).hasSize(100);
        assertThat(outbox.mails().getFirst().id()).isEqualTo("chl_a.101");
        assertThat(outbox.mails().getLast().id()).isEqualTo("chl_a.2");
    }

    @Test
    void a_mail_that_is_sent_twice_is_in_it_once() {
        outbox.send(mail("chl_a.1"));
        outbox.send(mail("chl_b.1"));
        outbox.send(mail("chl_a.1"));
        assertThat(outbox.mails()).extracting(RenderedMail::id).containsExactly("chl_a.1", "chl_b.1");
    }

    private static RenderedMail mail(String id) {
        return new MailTemplates("Galaxy", false)
                .render(Mails.mail(id, MailKind.CODE, "en", Optional.empty()), Optional.of("31551960"));
    }
}
