package galaxy.auth.store;

import galaxy.auth.mail.Mail;
import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.Mails;
import galaxy.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stored forms of mails, held against their golden files. */
final class MailFormatTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(MailFormatTest.class);

    @Test
    void mails() {
        check("mail", Mails.mail(MailKind.CODE, "pt-BR"));
        check(
                "mail-dead",
                Mails.mail("dvs_0123456789abcdefghjkmnpqrs.1", MailKind.NEW_DEVICE, "", Optional.empty())
                        .with(new Delivery(State.DEAD, 3, Mails.NOON.plusSeconds(9), "RCPT: 550 5.1.1")));
    }

    @Test
    void a_mail_that_is_forgotten() {
        GOLDEN.check(
                "mail-gone",
                "dvs_0123456789abcdefghjkmnpqrs.1",
                () -> new String(MailFormat.GONE.write("dvs_0123456789abcdefghjkmnpqrs.1"), StandardCharsets.UTF_8),
                text -> MailFormat.GONE.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    @Test
    void a_member_of_those_that_were_not_delivered() {
        Mail dead = Mails.mail("dvs_0123456789abcdefghjkmnpqrs.1", MailKind.NEW_DEVICE, "", Optional.empty())
                .with(new Delivery(State.DEAD, 3, Mails.NOON, "RCPT: 550 5.1.1"));
        GOLDEN.check(
                "member-of-undelivered",
                dead.id(),
                () -> RedisMails.member(dead),
                text -> text.substring(text.indexOf('|') + 1));
    }

    private static void check(String name, Mail mail) {
        GOLDEN.check(
                name,
                mail,
                () -> new String(MailFormat.MAIL.write(mail), StandardCharsets.UTF_8),
                text -> MailFormat.MAIL.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }
}
