package galaxy.auth.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailSender.Result;
import galaxy.auth.mail.Mails;
import galaxy.auth.mail.RenderedMail;
import galaxy.kernel.Secret;
import galaxy.kernel.Sha256;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.smtp.ReceivedMail;
import galaxy.testkit.smtp.SmtpSink;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who we are to a relay, and it to us. */
final class SmtpIdentityIT {
    private static final RenderedMail MAIL = Mails.rendered(MailKind.CODE, "en");
    private static final MailOrigin ORIGIN = new MailOrigin(
            "no-reply@galaxy.example.com", "Galaxy", false, id -> Sha256.hex(id).substring(0, 32));
    private static final Result SENT = new Result.Sent();

    private static SelfSignedCertificate certificate;

    private SmtpSink sink = SmtpSink.start();
    private SmtpSender sender = sender(sink.uri());

    @BeforeAll
    static void makeCertificate() {
        certificate = SelfSignedCertificate.make();
    }

    @AfterAll
    static void removeCertificate() {
        certificate.close();
    }

    @AfterEach
    void close() {
        sender.close();
        sink.close();
    }

    private static SmtpSender sender(String uri) {
        return new SmtpSender(SmtpRelay.parse(uri).orElseThrow(), ORIGIN);
    }

    @Test
    void a_login_is_given_and_a_wrong_one_is_tried_again() {
        use(SmtpSink.Options.PLAIN.withLogin("user", "secret"));
        assertThat(sender.send(MAIL)).isEqualTo(SENT);
        assertThat(sink.mails().getFirst().user()).isEqualTo("user");
        try (SmtpSender wrong = sender(sink.uri().replace("secret", "other"))) {
            assertThat(wrong.send(MAIL)).isEqualTo(new Result.Failed("AUTH: 535 5.7.8 wrong user or password"));
        }
        try (SmtpSender without = sender(sink.uri().replace("user:secret@", ""))) {
            assertThat(without.send(MAIL)).isEqualTo(new Result.Failed("MAIL: 530 5.7.0 authentication required"));
        }
    }

    @Test
    void tls_by_the_name_of_the_relay_is_required_of_other_machines() throws Exception {
        use(SmtpSink.Options.startTls(certificate).withLogin("user", "secret"));
        try (SmtpSender remote = remote(false, "localhost", certificate)) {
            assertThat(remote.send(MAIL)).isEqualTo(SENT);
            assertThat(remote.send(MAIL)).isEqualTo(SENT);
        }
        assertThat(sink.accepted()).isEqualTo(1);
        assertThat(sink.mails())
                .allMatch(mail -> mail.isEncrypted() && mail.user().equals("user"));
        assertThat(sink.mails()).extracting(ReceivedMail::hello).containsOnly("galaxy.example.com");
        use(SmtpSink.Options.implicitTls(certificate));
        try (SmtpSender remote = remote(true, "localhost", certificate)) {
            assertThat(remote.send(MAIL)).isEqualTo(SENT);
        }
        assertThat(sink.mails()).allMatch(ReceivedMail::isEncrypted);
    }

    @Test
    void nothing_is_sent_in_clear_to_another_machine() throws Exception {
        try (SmtpSender remote = remote(false, "localhost", certificate)) {
            assertThat(remote.send(MAIL))
                    .isEqualTo(new Result.Failed("EHLO: STARTTLS is required but host does not support STARTTLS"));
        }
        assertThat(sink.commands()).noneMatch(line -> line.matches("(AUTH|MAIL|RCPT).*"));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_certificate_of_another_name_or_issuer_ends_the_attempt(boolean isImplicitTls) throws Exception {
        try (var other = SelfSignedCertificate.makeFor("relay.example.com")) {
            use(isImplicitTls ? SmtpSink.Options.implicitTls(other) : SmtpSink.Options.startTls(other));
            try (SmtpSender expecting = remote(isImplicitTls, "localhost", other);
                    SmtpSender distrusting = remote(isImplicitTls, "localhost", certificate)) {
                assertThat(reason(expecting))
                        .contains("TLS with localhost:")
                        .contains("No subject alternative DNS name matching localhost");
                assertThat(reason(distrusting)).contains("TLS with localhost:");
            }
        }
        assertThat(sink.mails()).isEmpty();
    }

    private static String reason(SmtpSender sender) {
        return sender.send(MAIL) instanceof Result.Failed(String reason) ? reason : "";
    }

    @Test
    void a_relay_on_this_machine_needs_no_certificate_that_is_trusted() {
        for (var options : List.of(SmtpSink.Options.startTls(certificate), SmtpSink.Options.implicitTls(certificate))) {
            use(options);
            assertThat(sender.send(MAIL)).isEqualTo(SENT);
            assertThat(sink.mails()).allMatch(ReceivedMail::isEncrypted);
        }
    }

    /** As if the sink were on another machine. */
    private SmtpSender remote(boolean isImplicitTls, String host, SelfSignedCertificate trusted) throws Exception {
        SSLSocketFactory factory = trusted.clientContext().getSocketFactory();
        Optional<SmtpRelay.Login> login = sink.uri().contains("@")
                ? Optional.of(new SmtpRelay.Login("user", Secret.of("secret")))
                : Optional.empty();
        return new SmtpSender(
                new SmtpRelay(isImplicitTls, host, sink.port(), login, false), ORIGIN, Optional.of(factory));
    }

    private void use(SmtpSink.Options options) {
        sender.close();
        sink.close();
        sink = SmtpSink.start(options);
        sender = sender(sink.uri());
    }
}
