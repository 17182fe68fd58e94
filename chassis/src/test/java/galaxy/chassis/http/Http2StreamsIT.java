package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.testkit.SelfSignedCertificate;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Responses that are sent piece by piece, over HTTP/2. */
class Http2StreamsIT {
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
    void a_stream_arrives_part_by_part_and_leaves_when_the_client_does() throws Exception {
        var next = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var events = Route.get(
                "/events",
                Access.anyone(),
                exchange -> Response.stream("text/event-stream", stream -> {
                    try {
                        stream.event("news", Optional.empty(), "one");
                        next.await();
                        while (true) {
                            stream.heartbeat();
                        }
                    } finally {
                        ended.countDown();
                    }
                }));
        try (var server = TestServer.overTls(
                        certificate, Map.of("http.max-in-flight", "1", "http.work-timeout", "100ms"), events);
                var client = TestServer.http2(certificate)) {
            var response = client.send(server.request("/events").build(), BodyHandlers.ofInputStream());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.headers().firstValue("Transfer-Encoding")).isEmpty();
            var first = "event: news\ndata: one\n\n";
            assertThat(new String(response.body().readNBytes(first.length()), StandardCharsets.UTF_8))
                    .isEqualTo(first);
            assertThat(client.send(server.request("/open").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            next.countDown();
            assertThat(new String(response.body().readNBytes(4), StandardCharsets.UTF_8))
                    .isEqualTo(": \n\n");
            response.body().close();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_stream_whose_client_accepts_nothing_is_given_up() throws Exception {
        var ended = new CountDownLatch(1);
        var endless = Route.get(
                "/endless",
                Access.anyone(),
                exchange -> Response.stream("application/octet-stream", stream -> {
                    try {
                        while (true) {
                            stream.send(new byte[64 * 1024]);
                        }
                    } finally {
                        ended.countDown();
                    }
                }));
        try (var server = TestServer.overTls(certificate, Map.of("http.write-timeout", "300ms"), endless);
                var client = new RawHttp2(server.server.port(), certificate)) {
            client.get(1, "/endless");
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            server.awaitReached("write_time", 1);
            client.get(3, "/open");
            for (int stream : new int[] {1, 3}) {
                assertThat(client.next(RawHttp2.HEADERS))
                        .hasValueSatisfying(frame -> assertThat(frame.stream()).isEqualTo(stream));
            }
        }
    }

    @Test
    void a_stream_ends_when_the_listener_stops() throws Exception {
        var begun = new CountDownLatch(1);
        var waits = Route.get(
                "/waits",
                Access.anyone(),
                exchange -> Response.stream("text/event-stream", stream -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                }));
        try (var server = TestServer.overTls(certificate, Map.of("http.stop-timeout", "20s"), waits);
                var client = new RawHttp2(server.server.port(), certificate)) {
            client.get(1, "/waits");
            begun.await();
            long before = System.nanoTime();
            server.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(client.isEnded()).isTrue();
        }
    }
}
