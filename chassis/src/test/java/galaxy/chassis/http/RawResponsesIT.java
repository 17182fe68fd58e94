package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.http.RawConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cookies, forms, files and streams as the bytes on a connection, with no client that could correct them. */
class RawResponsesIT {
    private static final StaticFiles FILES = StaticFiles.of(RawResponsesIT.class, "site/page.css");
    private static final CountDownLatch MORE = new CountDownLatch(1);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(
                Map.of("http.read-timeout", "1s"),
                Callers.none(),
                FILES.route(),
                Route.get(
                        "/sign-in",
                        Access.anyone(),
                        exchange -> Response.redirect(303, "/home")
                                .with("Set-Cookie", "a=1; Path=/; HttpOnly")
                                .with("Set-Cookie", "b=2; Path=/")),
                Route.post(
                                "/form",
                                Access.anyone(),
                                exchange -> Response.ok(json ->
                                        json.string("email", exchange.form().field("email"))))
                        .taking(new BodyKind.Form(Set.of("email"))),
                Route.of(
                                Method.PUT,
                                "/bytes",
                                Access.anyone(),
                                exchange -> Response.ok(json -> json.number("length", exchange.bytes().length)))
                        .taking(new BodyKind.Bytes("image/png", 4)),
                Route.get(
                        "/events",
                        Access.anyone(),
                        exchange -> Response.stream("text/event-stream", stream -> {
                            stream.event("news", Optional.of("7"), "one\ntwo");
                            stream.heartbeat();
                        })),
                Route.get(
                        "/export",
                        Access.anyone(),
                        exchange -> Response.stream("application/x-ndjson", stream -> {
                            stream.line(json -> json.number("number", 1));
                            MORE.await();
                            stream.line(json -> json.number("number", 2));
                        })));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** All that comes back, of a request without the lines that each has. */
    private static String sent(String request, String headers, String body) throws IOException {
        try (var client = server.raw()) {
            client.send(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n" + body);
            return new String(client.readAll(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String get(String path, String headers) throws IOException {
        return sent("GET " + path, headers, "");
    }

    private static String afterHead(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void each_cookie_has_a_line_of_its_own() throws Exception {
        var response = get("/sign-in", "");
        assertThat(response)
                .startsWith("HTTP/1.1 303 See Other\r\n")
                .contains(
                        "\r\nLocation: /home\r\n",
                        "\r\nSet-Cookie: a=1; Path=/; HttpOnly\r\n",
                        "\r\nSet-Cookie: b=2; Path=/\r\n",
                        "\r\nContent-Length: 0\r\n")
                .doesNotContain("Content-Type")
                .endsWith("\r\n\r\n");
    }

    @Test
    void a_field_of_a_form_is_there_once() throws Exception {
        var form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
        var once = sent("POST /form", form + "13\r\n", "email=a%40b+c");
        assertThat(once).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n{\"email\":\"a@b c\"}");
        var twice = sent("POST /form", form + "15\r\n", "email=a&email=b");
        assertThat(twice).startsWith("HTTP/1.1 400 Bad Request\r\n").contains("more than once");
        var sameTwice = sent("POST /form", form + "15\r\n", "email=a&email=a");
        assertThat(sameTwice).startsWith("HTTP/1.1 400 Bad Request\r\n").contains("more than once");
    }

    @Test
    void bytes_are_taken_up_to_the_bound_with_a_length_and_in_chunks() throws Exception {
        var type = "Content-Type: image/png\r\n";
        var length = type + "Content-Length: ";
        var chunks = type + "Transfer-Encoding: chunked\r\n";
        assertThat(sent("PUT /bytes", length + "4\r\n", "\u0000\u00ff\r\n")).endsWith("{\"length\":4}");
        assertThat(sent("PUT /bytes", length + "5\r\n", "12345")).startsWith("HTTP/1.1 413 ");
        assertThat(sent("PUT /bytes", length + "5\r\n", ""))
                .as("by its length alone")
                .startsWith("HTTP/1.1 413 ");
        assertThat(sent("PUT /bytes", chunks, "3\r\n123\r\n1\r\n4\r\n0\r\n\r\n"))
                .endsWith("{\"length\":4}");
        assertThat(sent("PUT /bytes", chunks, "3\r\n123\r\n2\r\n45\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_file_is_compressed_once_and_not_sent_again() throws Exception {
        var path = "/" + FILES.path("site/page.css");
        var compressed = get(path, "Accept-Encoding: gzip\r\n");
        assertThat(compressed)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-Encoding: gzip\r\n", "\r\nVary: Accept-Encoding\r\n");
        var body = afterHead(compressed).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(compressed).contains("\r\nContent-Length: " + body.length + "\r\n");
        var plain = get(path, "");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(afterHead(plain));
        }
        int tag = plain.indexOf("\r\nETag: ") + 8;
        var known = get(path, "If-None-Match: " + plain.substring(tag, plain.indexOf("\r\n", tag)) + "\r\n");
        assertThat(known)
                .startsWith("HTTP/1.1 304 Not Modified\r\n")
                .doesNotContain("Content-Length", "Transfer-Encoding")
                .endsWith("\r\n\r\n");
    }

    @Test
    void events_are_chunks_that_end_in_order() throws Exception {
        var response = get("/events", "");
        assertThat(response)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-Type: text/event-stream\r\n", "\r\nTransfer-Encoding: chunked\r\n")
                .doesNotContain("Content-Length");
        assertThat(afterHead(response))
                .isEqualTo("27\r\nid: 7\nevent: news\ndata: one\ndata: two\n\n\r\n4\r\n: \n\n\r\n0\r\n\r\n");
    }

    @Test
    void a_line_of_an_export_is_a_chunk_as_soon_as_it_is_written() throws Exception {
        try (var client = server.raw()) {
            client.send("GET /export HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(upTo(client, "\r\n\r\n")).contains("\r\nTransfer-Encoding: chunked\r\n");
            assertThat(upTo(client, "}\n")).isEqualToIgnoringCase("d\r\n{\"number\":1}\n");
            MORE.countDown();
            assertThat(upTo(client, "0\r\n\r\n")).isEqualToIgnoringCase("\r\nd\r\n{\"number\":2}\n\r\n0\r\n\r\n");
            client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    private static String upTo(RawConnection client, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = client.in().read();
            assertThat(next).as(text.toString()).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
