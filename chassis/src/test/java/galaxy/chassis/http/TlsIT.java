package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TempFolder;
import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TLS from PEM files, which change while the listener serves. */
class TlsIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static SelfSignedCertificate first;
    private static SelfSignedCertificate second;

    @BeforeAll
    static void make() {
        first = SelfSignedCertificate.make();
        second = SelfSignedCertificate.make();
    }

    @AfterAll
    static void delete() {
        first.close();
        second.close();
    }

    private static Map<String, String> files(TempFolder folder) {
        return Map.of(
                "things.http.tls.certificate", folder.path().resolve("c.pem").toString(),
                "things.http.tls.key", folder.path().resolve("k.pem").toString(),
                "http.read-timeout", "1s");
    }

    private static void install(TempFolder folder, SelfSignedCertificate certificate) throws IOException {
        Files.copy(certificate.pem(), folder.path().resolve("c.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(certificate.key(), folder.path().resolve("k.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static RawConnection connect(TestServer server, SelfSignedCertificate trusted)
            throws IOException, GeneralSecurityException {
        var sockets = trusted.clientContext().getSocketFactory();
        return new RawConnection(sockets.createSocket("127.0.0.1", server.server.port()));
    }

    private static int status(RawConnection client) throws IOException {
        client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
        return client.response().status();
    }

    private static boolean isServed(TestServer server, SelfSignedCertificate trusted)
            throws IOException, GeneralSecurityException {
        try (var client = connect(server, trusted)) {
            return client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n")
                    && client.response().status() == 200;
        } catch (SSLHandshakeException e) {
            return false;
        }
    }

    @Test
    void gives_new_connections_a_new_certificate_and_lets_old_ones_go_on() throws Exception {
        try (var folder = TempFolder.make()) {
            install(folder, first);
            try (var server = new TestServer(files(folder), Callers.none());
                    var old = connect(server, first)) {
                assertThat(server.uri().getScheme()).isEqualTo("https");
                assertThat(status(old)).isEqualTo(200);
                install(folder, second);
                await().atMost(SOON).until(() -> isServed(server, second));
                assertThat(status(old)).isEqualTo(200);
            }
        }
    }

    @Test
    void keeps_the_certificate_while_the_files_cannot_be_used() throws Exception {
        try (var folder = TempFolder.make()) {
            install(folder, first);
            try (var server = new TestServer(files(folder), Callers.none())) {
                Files.writeString(folder.path().resolve("c.pem"), "half a certi");
                Thread.sleep(2_500);
                assertThat(isServed(server, first)).isTrue();
                Files.copy(second.pem(), folder.path().resolve("c.pem"), StandardCopyOption.REPLACE_EXISTING);
                Thread.sleep(2_500);
                // The key is still that of the first.
                assertThat(isServed(server, first)).isTrue();
                Files.delete(folder.path().resolve("k.pem"));
                Thread.sleep(2_500);
                assertThat(isServed(server, first)).isTrue();
                install(folder, second);
                await().atMost(SOON).until(() -> isServed(server, second));
            }
        }
    }

    @Test
    void ends_a_handshake_that_takes_too_long() throws Exception {
        try (var folder = TempFolder.make()) {
            install(folder, first);
            try (var server = new TestServer(files(folder), Callers.none());
                    var client =
                            new RawConnection(new Socket(InetAddress.getLoopbackAddress(), server.server.port()))) {
                long before = System.nanoTime();
                // The head of a record of 256 bytes, then one byte of it now and then.
                client.send("\u0016\u0003\u0001\u0001\u0000\u0001\u0000\u0000\u00fc\u0003\u0003");
                await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> !client.send("a"));
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
                server.awaitReached("handshake_time", 1);
            }
        }
    }

    @Test
    void a_request_in_clear_gets_no_response() throws Exception {
        try (var folder = TempFolder.make()) {
            install(folder, first);
            try (var server = new TestServer(files(folder), Callers.none());
                    var client =
                            new RawConnection(new Socket(InetAddress.getLoopbackAddress(), server.server.port()))) {
                client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(new String(client.readAll(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("HTTP/1.1");
            }
        }
    }

    @Test
    void ends_idle_connections_when_it_stops() throws Exception {
        try (var folder = TempFolder.make()) {
            install(folder, first);
            try (var server = new TestServer(files(folder), Callers.none());
                    var client = connect(server, first)) {
                assertThat(status(client)).isEqualTo(200);
                server.server.close();
                assertThat(client.isEnded()).isTrue();
            }
        }
    }
}
