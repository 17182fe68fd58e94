package galaxy.auth.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailLanguage;
import galaxy.auth.mail.MailTemplates;
import galaxy.auth.mail.Mails;
import galaxy.auth.mail.RenderedMail;
import galaxy.kernel.Sha256;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MimeMailTest {
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?]+\\?[BQ]\\?[^?]*\\?=");
    private static final String LONG = "Ж".repeat(200);

    private static Stream<Arguments> all() {
        return Stream.of(MailLanguage.values())
                .flatMap(language -> Stream.of(MailKind.values())
                        .flatMap(kind -> Stream.of(
                                        "Galaxy",
                                        LONG,
                                        "X".repeat(200),
                                        "\"A\" <b@example.com>, Inc. ".repeat(6).strip(),
                                        "Sterne & \"Planeten\" für alle "
                                                .repeat(7)
                                                .strip())
                                .map(product -> Arguments.of(language, kind, product))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void lines_are_short_ascii_and_end_with_cr_lf(MailLanguage language, MailKind kind, String product)
            throws Exception {
        String raw = raw(product, rendered(product, Mails.mail(kind, language.tag())));
        assertThat(raw.chars())
                .allMatch(each -> each == '\r' || each == '\n' || each == '\t' || (each >= 0x20 && each < 0x7F));
        assertThat(raw.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        String header = raw.substring(0, raw.indexOf("\r\n\r\n"));
        assertThat(header.lines()).allMatch(line -> line.length() <= 78, "header of at most 78");
        assertThat(raw.substring(header.length()).lines()).allMatch(line -> line.length() <= 76, "body of at most 76");
        assertThat(ENCODED_WORD.matcher(header).results().map(each -> each.group()))
                .allMatch(word -> word.length() <= 75);
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_reader_gets_what_was_written(MailLanguage language, MailKind kind, String product) throws Exception {
        RenderedMail mail = rendered(product, Mails.mail(kind, language.tag()));
        MimeMessage read = read(raw(product, mail));
        assertThat(read.getSubject()).isEqualTo(mail.subject());
        assertThat(read.getFrom()).hasSize(1);
        InternetAddress from = (InternetAddress) read.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("no-reply@galaxy.example.com");
        assertThat(from.getPersonal()).isEqualTo(product);
        assertThat(read.getAllRecipients()).extracting(Object::toString).containsExactly(Mails.TO);
        var parts = (MimeMultipart) read.getContent();
        assertThat(read.getContentType()).startsWith("multipart/alternative;");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(lines(parts.getBodyPart(0).getContent())).isEqualTo(lines(mail.text()));
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(lines(parts.getBodyPart(1).getContent())).isEqualTo(lines(mail.html()));
    }

    private static List<String> lines(Object content) {
        return content.toString().lines().toList();
    }

    @Test
    void answers_of_machines_are_not_wanted() throws Exception {
        MimeMessage read = read(raw("Galaxy", Mails.rendered(MailKind.CODE, "pt")));
        assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(read.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(read.getHeader("Content-Language")).containsExactly("pt-BR");
        assertThat(read.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(read.getHeader("Date")).containsExactly("Sun, 1 Mar 2026 12:00:00 GMT");
    }

    @ParameterizedTest
    @EnumSource
    void the_code_is_isolated_in_an_encoded_subject(MailLanguage language) throws Exception {
        RenderedMail mail = new MailTemplates("Galaxy", true)
                .render(Mails.mail(MailKind.CODE, language.tag()), Mails.code(MailKind.CODE));
        assertThat(read(raw("Galaxy", mail)).getSubject()).contains("\u20663155 1960\u2069");
    }

    @Test
    void the_message_id_is_of_the_mail_and_names_neither_machine_nor_challenge() throws Exception {
        RenderedMail mail = Mails.rendered(MailKind.CODE, "en");
        String first = read(raw("Galaxy", mail)).getMessageID();
        assertThat(first).isEqualTo(read(raw("Galaxy", mail)).getMessageID());
        assertThat(first).matches("<[0-9a-f]{32}@galaxy\\.example\\.com>");
        RenderedMail second = new MailTemplates("Galaxy", false)
                .render(
                        Mails.mail("chl_0123456789abcdefghjkmnpqrs.2", MailKind.CODE, "en", Optional.empty()),
                        Mails.code(MailKind.CODE));
        assertThat(read(raw("Galaxy", second)).getMessageID()).isNotEqualTo(first);
        assertThat(raw("Galaxy", mail)).doesNotContain("chl_").doesNotContain("0123456789abcdefghjkmnpqrs");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 70, 74, 75, 76, 200, 254})
    void an_address_that_does_not_fit_a_line_is_on_the_envelope_alone(int bytes) throws Exception {
        String domain = "x".repeat(40) + ".example.com";
        String to = "a".repeat(Math.min(64, bytes - domain.length() - 1)) + "@" + domain;
        to = to + "m".repeat(bytes - to.length());
        RenderedMail mail = Mails.rendered(MailKind.CODE, "en");
        var addressed = new RenderedMail(
                mail.id(),
                mail.kind(),
                to,
                mail.language(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.code(),
                mail.at());
        String raw = raw("Galaxy", addressed);
        assertThat(raw.lines()).allMatch(line -> line.length() <= 78);
        assertThat(read(raw).getHeader("To", ","))
                .isEqualTo(bytes > 75 ? "undisclosed-recipients:;" : bytes > 71 ? "<" + to + ">" : to);
    }

    private static RenderedMail rendered(String product, Mail mail) {
        return new MailTemplates(product, false).render(mail, Mails.code(mail.kind()));
    }

    private static String raw(String product, RenderedMail mail) throws Exception {
        var origin = new MailOrigin(
                "no-reply@galaxy.example.com",
                product,
                false,
                id -> Sha256.hex(id).substring(0, 32));
        var out = new ByteArrayOutputStream();
        new MimeMail(Session.getInstance(new Properties()), origin, mail).writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage read(String raw) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
