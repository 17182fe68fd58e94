package galaxy.auth.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailLanguage;
import galaxy.auth.mail.MailSender.Result;
import galaxy.auth.mail.Mails;
import galaxy.auth.mail.RenderedMail;
import galaxy.kernel.Sha256;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.RequiredProgram;
import galaxy.testkit.smtp.ReceivedMail;
import galaxy.testkit.smtp.SmtpSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postfix, as Debian installs it, between us and a sink. It has a configuration and a queue of its own. */
final class PostfixIT {
    private static final MailOrigin ORIGIN = new MailOrigin(
            "no-reply@galaxy.example.com", "Galaxy", false, id -> Sha256.hex(id).substring(0, 32));

    @TempDir
    private Path folder;

    private final SmtpSink sink = SmtpSink.start();
    private final List<Process> running = new ArrayList<>();
    private int port;

    @BeforeEach
    void start() throws IOException {
        Path postfix = RequiredProgram.POSTFIX.require();
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "Postfix starts for root only; run this test as root.");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        port = LoopbackPorts.free();
        Path settings = Files.createDirectory(folder.resolve("settings"));
        Files.createDirectory(folder.resolve("queue"));
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        for (String file : List.of("main.cf", "master.cf")) {
            Files.writeString(settings.resolve(file), filled(file));
        }
        command(postfix, "start-fg");
        await().atMost(Duration.ofSeconds(20)).until(this::isOpen);
    }

    private String filled(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(PostfixIT.class.getResourceAsStream("postfix/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@FOLDER@", folder.toString())
                    .replace("@SINK@", Integer.toString(sink.port()))
                    .replace("@PORT@", Integer.toString(port));
        }
    }

    private boolean isOpen() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Process command(Path postfix, String command) throws IOException {
        Process process = new ProcessBuilder(
                        postfix.toString(), "-c", folder.resolve("settings").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command + ".log").toFile())
                .start();
        running.add(process);
        return process;
    }

    @AfterEach
    void stop() throws Exception {
        if (!running.isEmpty()) {
            command(RequiredProgram.POSTFIX.require(), "stop");
            for (Process each : running.reversed()) {
                if (!each.waitFor(20, TimeUnit.SECONDS)) {
                    each.destroyForcibly();
                }
            }
        }
        sink.close();
    }

    @Test
    void every_mail_passes_and_a_recipient_who_is_refused_is_final() throws Exception {
        List<RenderedMail> mails = new ArrayList<>();
        for (MailLanguage language : MailLanguage.values()) {
            for (MailKind kind : MailKind.values()) {
                mails.add(Mails.rendered(kind, language.tag()));
            }
        }
        try (var sender =
                new SmtpSender(SmtpRelay.parse("smtp://127.0.0.1:" + port).orElseThrow(), ORIGIN)) {
            for (RenderedMail mail : mails) {
                assertThat(sender.send(mail)).isEqualTo(new Result.Sent());
            }
            assertThat(sender.send(refused(mails.getFirst()))).isEqualTo(new Result.Refused("RCPT: 554 5.7.1"));
        }
        List<ReceivedMail> received = sink.awaitMails(mails.size(), Duration.ofSeconds(20));
        assertThat(received).hasSameSizeAs(mails).allSatisfy(mail -> {
            assertThat(mail.from()).isEqualTo("no-reply@galaxy.example.com");
            assertThat(mail.to()).isEqualTo(Mails.TO);
            assertThat(mail.header("Received")).contains("from galaxy.example.com");
            assertThat(mail.header("Message-ID")).endsWith("@galaxy.example.com>");
            assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(mail.lines()).allMatch(line -> line.length() <= 78);
        });
    }

    private static RenderedMail refused(RenderedMail mail) {
        return new RenderedMail(
                mail.id(),
                mail.kind(),
                "refused@example.com",
                mail.language(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.code(),
                mail.at());
    }
}
