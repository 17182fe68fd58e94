package galaxy.chassis.http;

import static galaxy.chassis.http.StrictRequestsIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.identity.Callers;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticFilesIT {
    private static final StaticFiles FILES =
            StaticFiles.of(StaticFilesIT.class, "site/page.css", "site/page.js", "site/dot.svg");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(), Callers.none(), FILES.route());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder request(String name) {
        return server.request("/" + FILES.path(name));
    }

    @Test
    void serves_a_file_under_a_name_that_changes_with_its_content() throws Exception {
        assertThat(FILES.path("site/page.css")).matches("assets/page\\.[0-9a-f]{16}\\.css");
        var response = server.send(request("site/page.css"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(text("site/page.css"));
        assertThat(response.headers().map())
                .containsEntry("cache-control", List.of("public, max-age=31536000, immutable"))
                .containsEntry("content-type", List.of("text/css; charset=utf-8"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("vary", List.of("Accept-Encoding"))
                .doesNotContainKey("content-encoding");
        assertThat(tag(response)).matches("\"[0-9a-f]{16}\"");
    }

    private static String text(String name) throws Exception {
        try (var in = StaticFilesIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"site/page.js, text/javascript; charset=utf-8", "site/dot.svg, image/svg+xml"})
    void knows_the_type_of_a_file(String name, String type) throws Exception {
        assertThat(server.send(request(name)).headers().firstValue("Content-Type"))
                .hasValue(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP | true",
                "deflate, gzip;q=1.0, *;q=0.5 | true",
                "br, gzip ; q=0.1 | true",
                "* | true",
                "gzip;q=0 | false",
                "gzip;q=0.000 | false",
                "*;q=0 | false",
                "*, gzip;q=0 | false",
                "identity | false",
                "br | false",
                "x-gzip-not | false"
            })
    void compresses_for_who_takes_it(String accepted, boolean isCompressed) throws Exception {
        var request =
                request("site/page.css").header("Accept-Encoding", accepted).build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                    .isEqualTo(isCompressed);
            assertThat(response.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            var body = response.body();
            if (isCompressed) {
                assertThat(body.length).isLessThan(text("site/page.css").length());
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(text("site/page.css"));
        }
    }

    @Test
    void does_not_compress_what_would_grow() throws Exception {
        var response = server.send(request("site/dot.svg").header("Accept-Encoding", "gzip"));
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.body()).isEqualTo(text("site/dot.svg"));
    }

    @Test
    void sends_nothing_again_to_who_has_it() throws Exception {
        var plain = tag(server.send(request("site/page.css")));
        var compressed = tag(server.send(request("site/page.css").header("Accept-Encoding", "gzip")));
        assertThat(plain).isNotEqualTo(compressed);
        for (var known : new String[] {plain, "W/" + plain, "\"other\", " + plain, "*"}) {
            var response = server.send(request("site/page.css").header("If-None-Match", known));
            assertThat(response.statusCode()).as(known).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(tag(response)).isEqualTo(plain);
            assertThat(response.headers().firstValue("Cache-Control")).isPresent();
            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        }
        for (var other : new String[] {"\"other\"", compressed, plain.replace("\"", "")}) {
            assertThat(server.send(request("site/page.css").header("If-None-Match", other))
                            .statusCode())
                    .as(other)
                    .isEqualTo(200);
        }
        assertThat(server.send(request("site/page.css")
                                .header("Accept-Encoding", "gzip")
                                .header("If-None-Match", compressed))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void knows_no_other_name() throws Exception {
        for (var path :
                new String[] {"page.css", "site/page.css", "page.0000000000000000.css", "..%2Fsite%2Fpage.css"}) {
            assertRefused(server.get("/assets/" + path), 404, "route_not_found");
        }
        assertThatThrownBy(() -> FILES.path("page.css")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_missing_file_or_an_unknown_type_is_found_at_start() {
        assertThatThrownBy(() -> StaticFiles.of(StaticFilesIT.class, "site/none.css"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StaticFiles.of(StaticFilesIT.class, "StaticFilesIT.class"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void head_has_the_headers_of_get() throws Exception {
        try (var client = server.raw()) {
            client.send("HEAD /" + FILES.path("site/page.css") + " HTTP/1.1\r\nHost: x\r\n\r\n");
            var response = client.response(false);
            assertThat(response.headers())
                    .containsKey("etag")
                    .containsEntry("content-length", "" + text("site/page.css").length());
        }
    }
}
