package galaxy.auth.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailSender.Result;
import galaxy.auth.mail.Mails;
import galaxy.auth.mail.RenderedMail;
import galaxy.kernel.Sha256;
import galaxy.testkit.smtp.Fault;
import galaxy.testkit.smtp.ReceivedMail;
import galaxy.testkit.smtp.SmtpSink;
import galaxy.testkit.smtp.Stage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conversation with a relay, by real sockets: how it goes well, and what becomes of a mail when it does not. */
final class SmtpSenderIT {
    private static final RenderedMail MAIL = Mails.rendered(MailKind.CODE, "en");
    private static final MailOrigin ORIGIN =
            new MailOrigin("no-reply@galaxy.example.com", "Galaxy", false, SmtpSenderIT::messageId);
    private static final Result SENT = new Result.Sent();

    private SmtpSink sink = SmtpSink.start();
    private SmtpSender sender = sender(sink.uri());

    @AfterEach
    void close() {
        sender.close();
        sink.close();
    }

    private static String messageId(String id) {
        return Sha256.hex(id).substring(0, 32);
    }

    private static SmtpSender sender(String uri) {
        return new SmtpSender(SmtpRelay.parse(uri).orElseThrow(), ORIGIN);
    }

    @Test
    void a_mail_arrives_from_and_to_the_right_addresses() {
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
        ReceivedMail received = sink.mails().getFirst();
        assertThat(received.hello()).isEqualTo("galaxy.example.com");
        assertThat(received.from()).isEqualTo("no-reply@galaxy.example.com");
        assertThat(received.to()).isEqualTo(Mails.TO);
        assertThat(received.header("From")).isEqualTo("Galaxy <no-reply@galaxy.example.com>");
        assertThat(received.header("Message-ID")).isEqualTo("<" + messageId(MAIL.id()) + "@galaxy.example.com>");
        assertThat(received.headerLines()).allMatch(line -> line.length() <= 78);
        assertThat(received.lines()).allMatch(line -> line.length() <= 78 && !line.contains("\n"));
    }

    @Test
    void the_connection_is_kept_and_ended_in_order() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(sender.send(MAIL)).isEqualTo(SENT);
        }
        assertThat(sink.accepted()).isEqualTo(1);
        sender.close();
        org.awaitility.Awaitility.await().until(() -> sink.connections() == 0);
        assertThat(sink.commands()).endsWith("QUIT");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_kept_connection_that_the_relay_has_ended_is_opened_anew_within_the_attempt(boolean says421) {
        sender.send(MAIL);
        sink.closeConnections(says421);
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
        assertThat(sink.mails()).hasSize(2);
        assertThat(sink.accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "DATA", "CONTENT"})
    void so_is_one_that_ends_at_any_command(Stage stage) {
        sender.send(MAIL);
        sink.once(stage, new Fault.Reply("421 4.4.2 idle"));
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
        sink.once(stage, new Fault.Close());
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
        assertThat(sink.accepted()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 4.3.2 busy, greeting: 421 4.3.2 busy",
        "GREETING, 554 5.7.1 no, greeting: 554 5.7.1 no",
        "EHLO, 550 5.7.1 no, HELO: 550 5.7.1 no",
        "MAIL, 421 4.3.2 busy, MAIL: 421 4.3.2 busy",
        "MAIL, 451 4.3.0 later, MAIL: 451 4.3.0 later",
        "MAIL, 530 5.7.0 log in, MAIL: 530 5.7.0 log in",
        "MAIL, 550 5.7.1 no-reply@galaxy.example.com is blocked, MAIL: 550 5.7.1 [address] is blocked",
        "RCPT, 450 4.2.1 pilot@example.com is greylisted, RCPT: 450 4.2.1",
        "DATA, 450 4.3.1 pilot waits, DATA: 450 4.3.1",
        "CONTENT, 421 4.3.2 pilot busy, content: 421 4.3.2",
        "CONTENT, 452 pilot, content: 452",
    })
    void what_may_pass_is_tried_again(Stage stage, String reply, String reason) {
        sink.always(stage, new Fault.Reply(reply));
        assertThat(sender.send(MAIL)).isEqualTo(new Result.Failed(reason));
        sink.behave();
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 <pilot@example.com>: unknown, RCPT: 550 5.1.1",
        "RCPT, 554 no, RCPT: 554",
        "DATA, 554 5.5.1 pilot is no recipient, DATA: 554 5.5.1",
        "CONTENT, 550 5.7.1 pilot looks like spam, content: 550 5.7.1",
        "CONTENT, 554-5.6.0 first, content: 554 5.6.0",
    })
    void only_a_refused_recipient_or_content_is_final(Stage stage, String reply, String reason) {
        sink.once(stage, new Fault.Reply(reply.contains("-") ? reply + "\r\n554 5.6.0 last" : reply));
        assertThat(sender.send(MAIL)).isEqualTo(new Result.Refused(reason));
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
    void a_new_connection_that_ends_fails_the_attempt(Stage stage) {
        sink.once(stage, new Fault.Close());
        assertThat(sender.send(MAIL))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.reason()).endsWith("the relay closed the connection"));
        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void a_reply_that_is_lost_leads_to_the_same_mail_again() {
        sink.once(Stage.CONTENT, new Fault.Close());
        assertThat(sender.send(MAIL)).isEqualTo(new Result.Failed("content: the relay closed the connection"));
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
        assertThat(sink.mails())
                .extracting(mail -> mail.header("Message-ID"))
                .hasSize(2)
                .containsOnly(sink.mails().getFirst().header("Message-ID"));
    }

    @Test
    void a_relay_that_stalls_is_given_up_after_ten_seconds() {
        sink.once(Stage.RCPT, new Fault.Silence());
        long start = System.nanoTime();
        assertThat(sender.send(MAIL))
                .isEqualTo(new Result.Failed("RCPT: no reply from 127.0.0.1:%d in time".formatted(sink.port())));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
    }

    @Test
    void a_relay_that_is_not_there_fails_the_attempt() {
        sink.close();
        assertThat(sender.send(MAIL))
                .isEqualTo(
                        new Result.Failed("greeting: 127.0.0.1:%d does not accept connections".formatted(sink.port())));
        try (SmtpSender unknown = sender("smtp://relay.invalid:587")) {
            assertThat(unknown.send(MAIL))
                    .isEqualTo(new Result.Failed("greeting: the name relay.invalid is not known"));
        }
    }

    @Test
    void an_address_outside_ascii_is_sent_by_smtputf8() {
        assertThat(sender.send(to("пилот@example.com")))
                .isEqualTo(new Result.Failed("an address outside ASCII needs auth.mail.utf8"));
        assertThat(sink.commands()).isEmpty();
        var utf8 = new MailOrigin("no-reply@galaxy.example.com", "Galaxy", true, SmtpSenderIT::messageId);
        try (var international = new SmtpSender(SmtpRelay.parse(sink.uri()).orElseThrow(), utf8)) {
            assertThat(international.send(to("пилот@example.com"))).isEqualTo(SENT);
        }
        ReceivedMail received = sink.mails().getFirst();
        assertThat(received.parameters()).contains("SMTPUTF8");
        assertThat(received.to()).isEqualTo("пилот@example.com");
        assertThat(received.header("To")).isEqualTo("пилот@example.com");
    }

    @ParameterizedTest
    @CsvSource({"'a@example.com>\r\nDATA'", "'a b@example.com'", "'<a@example.com'", "a", "a@b@example.com", "''"})
    void what_is_no_address_never_reaches_the_relay(String to) {
        assertThat(sender.send(to(to))).isEqualTo(new Result.Refused("the address cannot be written in SMTP"));
        assertThat(sink.commands()).isEmpty();
    }

    private static RenderedMail to(String address) {
        return new RenderedMail(
                MAIL.id(),
                MAIL.kind(),
                address,
                MAIL.language(),
                MAIL.subject(),
                MAIL.text(),
                MAIL.html(),
                MAIL.code(),
                MAIL.at());
    }
}
