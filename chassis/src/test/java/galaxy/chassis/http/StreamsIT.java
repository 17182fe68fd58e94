package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses that are sent piece by piece: server-sent events and lines of an export. */
@Timeout(60)
class StreamsIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private final Route events = Route.get(
            "/events",
            Access.anyone(),
            exchange -> Response.stream("text/event-stream", this::writeNews).with("Cache-Control", "no-store"));

    private final Route export = Route.get(
            "/export",
            Access.anyone(),
            exchange -> Response.stream("application/x-ndjson", stream -> {
                for (int i = 0; i < 3; i++) {
                    int number = i;
                    stream.line(json -> json.number("number", number));
                }
            }));

    private final Route endless = Route.get(
            "/endless",
            Access.anyone(),
            exchange -> Response.stream("application/octet-stream", stream -> {
                begun.countDown();
                try {
                    while (true) {
                        stream.send(new byte[64 * 1024]);
                    }
                } finally {
                    ended.countDown();
                }
            }));

    private void writeNews(ResponseStream stream) throws InterruptedException {
        begun.countDown();
        try {
            while (true) {
                var text = news.take();
                if (text.equals("heartbeat")) {
                    stream.heartbeat();
                } else {
                    stream.event("news", Optional.of("7"), text);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private TestServer server(Map<String, String> settings) {
        return new TestServer(settings, Callers.none(), events, export, endless);
    }

    private HttpResponse<InputStream> open(HttpClient client, TestServer server) throws Exception {
        var response = client.send(server.request("/events").build(), BodyHandlers.ofInputStream());
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        return response;
    }

    private static String read(InputStream in, int bytes) throws Exception {
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    @Test
    void sends_each_event_at_once() throws Exception {
        try (var server = server(Map.of());
                var client = HttpClient.newHttpClient()) {
            var response = open(client, server);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
            for (var text : new String[] {"one", "two\nlines", "heartbeat"}) {
                news.add(text);
                var expected = switch (text) {
                    case "heartbeat" -> ": \n\n";
                    case "one" -> "id: 7\nevent: news\ndata: one\n\n";
                    default -> "id: 7\nevent: news\ndata: two\ndata: lines\n\n";
                };
                assertThat(read(response.body(), expected.length())).isEqualTo(expected);
            }
            response.body().close();
        }
    }

    @Test
    void sends_an_export_line_by_line_to_its_end() throws Exception {
        try (var server = server(Map.of())) {
            assertThat(server.get("/export").body()).isEqualTo("{\"number\":0}\n{\"number\":1}\n{\"number\":2}\n");
        }
    }

    @Test
    void leaves_room_for_requests_and_has_no_deadline() throws Exception {
        var leftInStream = new LinkedBlockingQueue<Long>();
        var left = Route.get(
                "/left",
                Access.anyone(),
                exchange -> Response.stream("text/plain", stream -> leftInStream.add(Deadline.nanosLeft())));
        var settings = Map.of("http.max-in-flight", "1", "http.work-timeout", "100ms", "http.read-timeout", "100ms");
        try (var server = new TestServer(settings, Callers.none(), events, left);
                var client = HttpClient.newHttpClient()) {
            var response = open(client, server);
            assertThat(server.get("/open").statusCode()).isEqualTo(200);
            Thread.sleep(300);
            news.add("late");
            assertThat(read(response.body(), 30)).contains("late");
            server.get("/left");
            assertThat(leftInStream.take()).isEqualTo(Long.MAX_VALUE);
            response.body().close();
        }
    }

    @Test
    void ends_at_once_when_the_listener_stops() throws Exception {
        try (var server = server(Map.of("http.stop-timeout", "20s"));
                var client = HttpClient.newHttpClient()) {
            var response = open(client, server);
            long before = System.nanoTime();
            server.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            response.body().close();
        }
    }

    @Test
    void ends_when_the_client_leaves() throws Exception {
        try (var server = server(Map.of());
                var client = server.raw()) {
            client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.await();
            client.reset();
            await().atMost(SOON).until(() -> {
                news.add("heartbeat");
                return ended.getCount() == 0;
            });
        }
    }

    @Test
    void ends_when_the_client_accepts_nothing() throws Exception {
        try (var server = server(Map.of("http.write-timeout", "500ms"));
                var client = server.raw()) {
            client.useSmallReceiveBuffer();
            client.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.await();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void head_of_a_stream_has_no_body_and_starts_nothing() throws Exception {
        try (var server = server(Map.of());
                var client = server.raw()) {
            client.send("HEAD /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            var response = client.response(false);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers())
                    .containsEntry("content-type", "application/octet-stream")
                    .doesNotContainKey("content-length");
            client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("{\"nothing\":null}");
            assertThat(begun.getCount()).isEqualTo(1);
        }
    }

    @Test
    void a_client_of_version_1_0_reads_to_the_end_of_the_connection() throws Exception {
        try (var server = server(Map.of());
                var client = server.raw()) {
            client.send("GET /export HTTP/1.0\r\n\r\n");
            var all = new String(client.readAll(), StandardCharsets.ISO_8859_1);
            assertThat(all)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .endsWith("\r\n\r\n{\"number\":0}\n{\"number\":1}\n{\"number\":2}\n");
        }
    }

    @Test
    void a_stream_that_fails_is_cut_off() throws Exception {
        var broken = Route.get(
                "/broken",
                Access.anyone(),
                exchange -> Response.stream("text/plain", stream -> {
                    stream.send(new byte[] {'a'});
                    throw new IllegalStateException("a bug");
                }));
        var away = Route.get(
                "/away",
                Access.anyone(),
                exchange -> Response.stream("text/plain", stream -> {
                    throw new UnavailableException("redis is away", Duration.ofSeconds(1));
                }));
        try (var server = new TestServer(Map.of(), Callers.none(), broken, away);
                var other = server.raw();
                var client = server.raw()) {
            client.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n");
            var all = new String(client.readAll(), StandardCharsets.ISO_8859_1);
            assertThat(all).contains("\r\n1\r\na").doesNotContain("0\r\n\r\n").doesNotContain("bug");
            other.send("GET /away HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(new String(other.readAll(), StandardCharsets.ISO_8859_1)).doesNotContain("0\r\n\r\n", "redis");
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(server.count("outcome=\"internal_error\"")).isEqualTo(1);
                assertThat(server.count("outcome=\"service_unavailable\"")).isEqualTo(1);
            });
        }
    }
}
