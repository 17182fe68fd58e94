package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages need beside JSON: cookies, redirects, their own errors, routes with their own time. */
class ResponsesIT {
    private static final ErrorRenderer PAGE = (error, request) -> new ErrorRenderer.Rendered(
            "text/html; charset=utf-8",
            "<h1>%s</h1><p>ß %s %s</p>"
                    .formatted(
                            error.code().code(),
                            request.requestId(),
                            request.headers().apply("Accept-Language")));
    private static TestServer pages;

    @BeforeAll
    static void start() {
        pages = new TestServer(
                Map.of("http.max-body-bytes", "1024", "http.read-timeout", "500ms", "http.work-timeout", "30s"),
                Callers.none(),
                PAGE,
                Route.get(
                        "/sign-in",
                        Access.anyone(),
                        exchange -> Response.redirect(303, "/home?a=1")
                                .with("Set-Cookie", "a=1; Path=/; HttpOnly")
                                .with("Set-Cookie", "b=2; Path=/")),
                Route.get(
                        "/page",
                        Access.anyone(),
                        exchange -> Response.html(200, "<p>ß</p>".getBytes(StandardCharsets.UTF_8))),
                Route.get(
                        "/split",
                        Access.anyone(),
                        exchange -> Response.empty(204).with("A", "b\r\nSet-Cookie: c=1")),
                Route.get("/busy", Access.anyone(), exchange -> Response.unavailable(1)),
                Route.get("/left", Access.anyone(), ResponsesIT::left),
                Route.get("/left-longer", Access.anyone(), ResponsesIT::left).within(Duration.ofMinutes(2)),
                Route.of(
                        Method.OPTIONS,
                        "/page",
                        Access.anyone(),
                        exchange -> Response.empty(204)
                                .with("Allow", "GET")
                                .with("Access-Control-Allow-Origin", "https://galaxy.example")));
    }

    private static Response left(Exchange exchange) {
        return Response.ok(json -> json.number("seconds", Deadline.nanosLeft() / 1_000_000_000));
    }

    @AfterAll
    static void stop() {
        pages.close();
    }

    @Test
    void sends_several_cookies_with_a_redirect() throws Exception {
        var response = pages.get("/sign-in");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).hasValue("/home?a=1");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1; Path=/; HttpOnly", "b=2; Path=/");
        assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void a_line_break_in_a_header_starts_no_other_header() throws Exception {
        try (var client = pages.raw()) {
            client.send("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().headers()).containsKey("a").doesNotContainKey("set-cookie");
        }
    }

    @Test
    void an_error_whose_page_fails_is_sent_as_json() throws Exception {
        ErrorRenderer broken = (error, request) -> {
            throw new IllegalStateException("a bug of the page");
        };
        try (var server = new TestServer(Map.of(), Callers.none(), broken);
                var client = server.raw()) {
            client.send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().body()).contains("\"route_not_found\"");
            client.send("GARBAGE\r\n\r\n");
            assertThat(client.response().body()).contains("\"invalid_request\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a b", "/a\r\nSet-Cookie: c=1", "/\u00e9"})
    void does_not_redirect_to_what_is_no_location(String location) {
        assertThatThrownBy(() -> Response.redirect(303, location)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 304, 404})
    void redirects_with_statuses_that_keep_or_drop_the_method_for_sure(int status) {
        assertThatThrownBy(() -> Response.redirect(status, "/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sends_a_page() throws Exception {
        var response = pages.get("/page");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body()).isEqualTo("<p>ß</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /nothing HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 404 | route_not_found",
                "PUT /page HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0\\r\\n\\r\\n | 405 | method_not_allowed",
                "POST /things/a/name HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: application/json\\r\\nContent-Length: 2000\\r\\n\\r\\n | 413 | payload_too_large",
                "GET /busy HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 503 | service_unavailable",
                "GET /page HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n | 421 | misdirected_request",
                "GET /page HTTP/1.1\\r\\nHost: x\\r\\nA : b\\r\\n\\r\\n | 400 | invalid_request",
                "GARBAGE\\r\\n\\r\\n | 400 | invalid_request",
                "GET /page HTTP/1.1\\r\\nHost: x\\r\\nA: b | 400 | invalid_request",
                "GET /page HTTP/3.0\\r\\nHost: x\\r\\n\\r\\n | 505 | invalid_request"
            })
    void gives_every_error_the_form_of_the_listener(String request, int status, String code) throws Exception {
        try (var client = pages.raw()) {
            client.send(request.replace("\\r", "\r").replace("\\n", "\n"));
            var response = client.response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers()).containsEntry("content-type", "text/html; charset=utf-8");
            assertThat(response.body())
                    .startsWith("<h1>" + code + "</h1>")
                    .contains(response.headers().get("x-request-id"));
        }
    }

    @Test
    void an_error_page_knows_the_headers_of_the_request() throws Exception {
        assertThat(pages.send(pages.request("/nothing").header("Accept-Language", "de"))
                        .body())
                .contains("ß", "[de]");
        assertThat(Response.error(ErrorCode.ROUTE_NOT_FOUND)
                        .rendered(PAGE, new ErrorRenderer.FailedRequest(404, "r", name -> List.of(), ""))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void leaves_options_to_the_routes_that_take_it() throws Exception {
        try (var client = pages.raw()) {
            client.send("OPTIONS /things HTTP/1.1\r\nHost: x\r\n\r\n");
            var other = client.response();
            assertThat(other.status()).isEqualTo(405);
            assertThat(other.headers()).containsEntry("allow", "GET, HEAD");
            client.send("OPTIONS /page HTTP/1.1\r\nHost: x\r\n\r\n");
            var byRoute = client.response();
            assertThat(byRoute.status()).isEqualTo(204);
            assertThat(byRoute.headers()).containsEntry("access-control-allow-origin", "https://galaxy.example");
        }
    }

    @Test
    void gives_a_route_its_own_time() throws Exception {
        assertThat(pages.get("/left").body()).contains("29");
        assertThat(pages.get("/left-longer").body()).contains("119");
    }
}
