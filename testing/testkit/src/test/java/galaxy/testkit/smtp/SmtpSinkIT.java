package galaxy.testkit.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.testkit.SelfSignedCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SmtpSinkIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    private SmtpSink sink = SmtpSink.start();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void keeps_a_mail_as_it_was_sent() throws Exception {
        try (Client client = new Client(sink.port())) {
            client.greet();
            client.send("MAIL FROM:<a@example.com> SMTPUTF8", "250");
            client.send("RCPT TO:<b@example.com>", "250");
            client.send("DATA", "354");
            client.send("Subject: one\r\n two\r\n\r\n..dot\r\nbare\nend\r\n.", "250");
            client.send("QUIT", "221");
        }
        ReceivedMail mail = sink.awaitMails(1, SOON).getFirst();
        assertThat(mail.from()).isEqualTo("a@example.com");
        assertThat(mail.to()).isEqualTo("b@example.com");
        assertThat(mail.parameters()).isEqualTo("SMTPUTF8");
        assertThat(mail.hello()).isEqualTo("client.test");
        assertThat(mail.header("subject")).isEqualTo("one two");
        assertThat(mail.headerLines()).containsExactly("Subject: one", " two");
        assertThat(mail.lines()).contains(".dot", "bare\nend");
        assertThat(sink.commands()).contains("EHLO client.test", "RCPT TO:<b@example.com>");
    }

    @Test
    void refuses_a_name_without_a_dot() throws Exception {
        try (Client client = new Client(sink.port())) {
            client.expect("220");
            client.send("EHLO localhost", "504");
        }
    }

    @Test
    void demands_a_login_where_it_has_one() throws Exception {
        restart(SmtpSink.Options.PLAIN.withLogin("user", "secret"));
        try (Client client = new Client(sink.port())) {
            client.greet();
            client.send("MAIL FROM:<a@example.com>", "530");
            client.send("AUTH PLAIN " + base64("\0user\0wrong"), "535");
            client.send("AUTH PLAIN " + base64("\0user\0secret"), "235");
            client.send("MAIL FROM:<a@example.com>", "250");
        }
        assertThat(sink.commands()).contains("AUTH").noneMatch(line -> line.contains(base64("\0user\0secret")));
        assertThat(sink.uri()).isEqualTo("smtp://user:secret@127.0.0.1:" + sink.port());
    }

    @Test
    void encrypts_when_asked_to_and_from_the_start() throws Exception {
        try (var certificate = SelfSignedCertificate.make()) {
            restart(SmtpSink.Options.startTls(certificate));
            try (Client client = new Client(sink.port())) {
                client.greet();
                client.send("STARTTLS", "220");
                client.encrypt(certificate);
                client.mail("250");
            }
            restart(SmtpSink.Options.implicitTls(certificate), () -> {
                try (Client client = new Client(sink.port())) {
                    client.encrypt(certificate);
                    client.greet();
                    client.mail("250");
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "DATA", "CONTENT"})
    void replies_otherwise_where_it_is_asked_to(Stage stage) throws Exception {
        sink.once(stage, new Fault.Reply("451 4.3.0 later"));
        try (Client client = new Client(sink.port())) {
            client.greet();
            client.mail("451");
            client.send("RSET", "250");
            client.mail("250");
        }
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void a_fault_goes_on_until_it_behaves() throws Exception {
        sink.always(Stage.GREETING, new Fault.Reply("554 5.7.1 no"));
        for (int i = 0; i < 2; i++) {
            try (Client client = new Client(sink.port())) {
                client.expect("554");
            }
        }
        sink.behave();
        try (Client client = new Client(sink.port())) {
            client.expect("220");
        }
    }

    @Test
    void closes_after_421_and_without_a_word() throws Exception {
        sink.once(Stage.MAIL, new Fault.Reply("421 4.4.2 busy"));
        try (Client client = new Client(sink.port())) {
            client.greet();
            client.send("MAIL FROM:<a@example.com>", "421");
            client.expectEnd();
        }
        sink.once(Stage.RCPT, new Fault.Close());
        try (Client client = new Client(sink.port())) {
            client.greet();
            client.send("MAIL FROM:<a@example.com>", "250");
            client.write("RCPT TO:<b@example.com>");
            client.expectEnd();
        }
    }

    @Test
    void takes_a_mail_and_loses_the_reply() throws Exception {
        sink.once(Stage.CONTENT, new Fault.Close());
        try (Client client = new Client(sink.port())) {
            client.greet();
            client.mail("");
            client.expectEnd();
        }
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void is_silent_while_the_connection_stays_open() throws Exception {
        sink.once(Stage.EHLO, new Fault.Silence());
        try (Client client = new Client(sink.port())) {
            client.expect("220");
            client.write("EHLO client.test");
            client.socket.setSoTimeout(300);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client.reader::readLine);
        }
    }

    @Test
    void ends_open_connections() throws Exception {
        try (Client client = new Client(sink.port())) {
            client.greet();
            assertThat(sink.connections()).isEqualTo(1);
            sink.closeConnections(true);
            client.expect("421");
            client.expectEnd();
        }
        assertThat(sink.accepted()).isEqualTo(1);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void restart(SmtpSink.Options options) {
        sink.close();
        sink = SmtpSink.start(options);
    }

    private void restart(SmtpSink.Options options, Step then) throws Exception {
        assertThat(sink.awaitMails(1, SOON)).allMatch(ReceivedMail::isEncrypted);
        restart(options);
        then.run();
        assertThat(sink.awaitMails(1, SOON)).allMatch(ReceivedMail::isEncrypted);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Client implements AutoCloseable {
        private Socket socket;
        private BufferedReader reader;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            socket.setSoTimeout(5000);
            reader = reader();
        }

        void encrypt(SelfSignedCertificate certificate) throws Exception {
            socket = certificate.clientContext().getSocketFactory().createSocket(socket, "localhost", 0, true);
            reader = reader();
        }

        void greet() throws IOException {
            expect("220");
            send("EHLO client.test", "250");
        }

        /** A whole mail, up to the reply that begins so, or up to its end without waiting for the last reply. */
        void mail(String last) throws IOException {
            List<String> commands = List.of(
                    "MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "DATA", "Subject: x\r\n\r\nbody\r\n.");
            for (String command : commands) {
                write(command);
                if (last.isEmpty() && command.startsWith("Subject")) {
                    return;
                }
                String line = reply();
                if (!last.isEmpty() && line.startsWith(last) && !last.equals("250")) {
                    return;
                }
                assertThat(line).matches("(250|354).*");
            }
        }

        void send(String line, String code) throws IOException {
            write(line);
            expect(code);
        }

        void write(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        void expect(String code) throws IOException {
            assertThat(reply()).startsWith(code + " ");
        }

        void expectEnd() throws IOException {
            assertThat(reader.readLine()).isNull();
        }

        private String reply() throws IOException {
            String line = reader.readLine();
            while (line != null && line.startsWith("-", 3)) {
                line = reader.readLine();
            }
            return String.valueOf(line);
        }

        private BufferedReader reader() throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
