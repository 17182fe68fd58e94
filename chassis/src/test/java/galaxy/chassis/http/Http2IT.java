package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Access;
import galaxy.testkit.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HTTP/2 over TLS, as browsers choose it. */
class Http2IT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static SelfSignedCertificate certificate;

    @BeforeAll
    static void make() {
        certificate = SelfSignedCertificate.make();
    }

    @AfterAll
    static void delete() {
        certificate.close();
    }

    @Test
    void is_chosen_in_the_handshake() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of());
                var client = TestServer.http2(certificate)) {
            var response = client.send(server.request("/open").build(), BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"nothing\":null}");
            assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(response.headers().firstValue("Connection")).isEmpty();
        }
    }

    @Test
    void reads_bodies_and_refuses_as_in_version_1() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.max-body-bytes", "1024"));
                var client = TestServer.http2(certificate)) {
            var post = server.request("/things/a/name").header("Content-Type", "application/json");
            assertThat(client.send(
                                    post.copy()
                                            .POST(BodyPublishers.ofString("{\"name\":\"b\"}"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("\"name\":\"b\"");
            var large = client.send(
                    post.copy().POST(BodyPublishers.ofString("a".repeat(5_000))).build(), BodyHandlers.ofString());
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.body()).contains("payload_too_large");
            server.awaitReached("body_bytes", 1);
            assertThat(client.send(server.request("/nowhere").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void refuses_headers_that_are_too_large() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.max-header-bytes", "2048"));
                var client = TestServer.http2(certificate)) {
            var request = server.request("/open").header("A", "a".repeat(3_000)).build();
            // Their compression has to be the same on both sides, so nothing can be answered: the connection closes.
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
            // The client tries several times.
            await().untilAsserted(
                            () -> assertThat(server.reached("header_bytes")).isPositive());
            assertThat(client.send(server.request("/open").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void closes_a_connection_that_cancels_too_many_requests() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.max-resets", "20"));
                var client = new RawHttp2(server.server.port(), certificate)) {
            var flood = new ByteArrayOutputStream();
            IntStream.range(0, 100).forEach(i -> {
                int stream = 2 * i + 1;
                flood.writeBytes(RawHttp2.frame(RawHttp2.HEADERS, 5, stream, RawHttp2.head("/open")));
                flood.writeBytes(RawHttp2.frame(RawHttp2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
            });
            client.send(flood.toByteArray());
            assertThat(client.next(RawHttp2.GOAWAY))
                    .hasValueSatisfying(frame -> assertThat(frame.errorCode())
                            .as("ENHANCE_YOUR_CALM")
                            .isEqualTo(11));
            assertThat(client.isEnded()).isTrue();
            server.awaitReached("resets", 1);
        }
    }

    @Test
    void leaves_a_connection_alone_that_cancels_few_requests() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.max-resets", "20"));
                var client = new RawHttp2(server.server.port(), certificate)) {
            for (int stream = 1; stream < 20; stream += 2) {
                client.get(stream, "/open");
                client.reset(stream);
            }
            client.get(21, "/open");
            assertThat(client.next(RawHttp2.HEADERS)).isPresent();
        }
    }

    @Test
    void serves_so_many_requests_at_once_on_one_connection() throws Exception {
        var release = new CountDownLatch(1);
        var arrived = new CountDownLatch(2);
        var slow = Route.get("/slow", Access.anyone(), exchange -> {
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Response.empty(204);
        });
        try (var server = TestServer.overTls(certificate, Map.of("http.max-streams", "2"), slow);
                var client = new RawHttp2(server.server.port(), certificate)) {
            client.get(1, "/slow");
            client.get(3, "/slow");
            arrived.await();
            client.get(5, "/open");
            assertThat(client.next(RawHttp2.RST_STREAM))
                    .hasValueSatisfying(frame ->
                            assertThat(frame.errorCode()).as("REFUSED_STREAM").isEqualTo(7));
            release.countDown();
        }
    }

    @Test
    void ends_a_connection_that_has_become_old_after_its_requests() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.max-connection-age", "700ms"));
                var client = new RawHttp2(server.server.port(), certificate)) {
            long before = System.nanoTime();
            client.get(1, "/open");
            assertThat(client.next(RawHttp2.HEADERS)).isPresent();
            assertThat(client.next(RawHttp2.GOAWAY))
                    .hasValueSatisfying(frame -> assertThat(frame.errorCode()).isZero());
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(600));
            assertThat(client.isEnded()).isTrue();
            server.awaitReached("age", 1);
        }
    }

    @Test
    void ends_a_connection_without_requests_though_the_peer_sends_pings() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.idle-timeout", "500ms"));
                var client = new RawHttp2(server.server.port(), certificate)) {
            await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
                try {
                    client.send(RawHttp2.PING, 0, 0, new byte[8]);
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
            server.awaitReached("idle", 1);
        }
    }

    @Test
    void ends_a_connection_whose_headers_never_end() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.idle-timeout", "500ms"));
                var client = new RawHttp2(server.server.port(), certificate)) {
            client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.head("/open"));
            await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
                try {
                    client.send(RawHttp2.CONTINUATION, 0, 1, new byte[] {0x10, 1, 'a', 1, 'b'});
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
            server.awaitReached("idle", 1);
            assertThat(server.count("route=\"/open\"")).isZero();
        }
    }

    @Test
    void refuses_a_body_that_comes_byte_by_byte() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of("http.read-timeout", "500ms"));
                var client = new RawHttp2(server.server.port(), certificate)) {
            client.post(1, "/things/a/name");
            await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
                client.send(RawHttp2.DATA, 0, 1, new byte[] {' '});
                return server.reached("body_time") > 0;
            });
            assertThat(client.next(RawHttp2.HEADERS))
                    .hasValueSatisfying(frame -> assertThat(frame.stream()).isEqualTo(1));
            assertThat(client.next(RawHttp2.DATA))
                    .hasValueSatisfying(frame -> assertThat(StandardCharsets.UTF_8
                                    .decode(frame.payload())
                                    .toString())
                            .contains("did not arrive in time"));
            server.awaitReached("body_time", 1);
        }
    }

    @Test
    void says_that_it_stops() throws Exception {
        try (var server = TestServer.overTls(certificate, Map.of());
                var client = new RawHttp2(server.server.port(), certificate)) {
            client.get(1, "/open");
            assertThat(client.next(RawHttp2.HEADERS)).isPresent();
            server.server.close();
            assertThat(client.next(RawHttp2.GOAWAY))
                    .hasValueSatisfying(frame -> assertThat(frame.errorCode()).isZero());
            assertThat(client.isEnded()).isTrue();
        }
    }
}
