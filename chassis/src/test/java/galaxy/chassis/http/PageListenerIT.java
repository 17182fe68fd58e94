package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.http.RawResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What listeners with pages need beyond those with JSON. */
class PageListenerIT {
    private static final Set<String> FIELDS = Set.of("user", "reason");

    private static final ErrorRenderer ERRORS = (error, request) -> new ErrorRenderer.Rendered(
            "text/html; charset=utf-8",
            "<h1>" + error.code().code() + "</h1>",
            List.of(new Response.Header("Content-Language", "en")));

    private static final ResponseFilter FILTER = new ResponseFilter() {
        @Override
        public Optional<Response> before(RequestHead request, Supplier<InetAddress> client) {
            return request.path().equals("/head")
                    ? Optional.of(Response.ok(json ->
                            json.string("authority", request.authority()).string("query", request.query())))
                    : Optional.empty();
        }

        @Override
        public Response encoded(RequestHead request, Response response) {
            boolean isTaken = Gzip.isTaken(request.headers().apply("Accept-Encoding"));
            return response.isError() && isTaken ? response.gzipped() : response;
        }
    };

    private static TestServer server;

    @BeforeAll
    static void start() {
        var late = Route.post("/late", Access.anyone(), PageListenerIT::late)
                .taking(new BodyKind.Form(FIELDS, Set.of("user"), true));
        var unread = Route.post("/unread", Access.anyone(), exchange -> Response.ok(json -> {}))
                .taking(new BodyKind.Form(FIELDS, Set.of(), true));
        var lenient = Route.get("/lenient", Access.anyone(), PageListenerIT::lenient)
                .query("page")
                .lenient();
        var api = new HttpApi(Routes.of(List.of(late, unread, lenient)), ERRORS).filtered(FILTER);
        server = new TestServer(
                Map.of("things.http.hosts", "x,galaxy.example,one.example,two.example"), Callers.none(), api);
    }

    private static Response late(Exchange exchange) {
        try {
            var form = exchange.form();
            assertThat(exchange.form()).isSameAs(form);
            return Response.ok(json ->
                    json.string("users", String.join("|", form.all("user"))).string("reason", form.field("reason")));
        } catch (RefusedException e) {
            return Response.ok(json -> json.string("refused", e.answer().outcome()));
        }
    }

    private static Response lenient(Exchange exchange) {
        return Response.ok(json -> json.string("page", exchange.query().string("page")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawResponse form(String path, String body) throws IOException {
        try (var connection = server.raw()) {
            connection.send("""
                    POST %s HTTP/1.1\r
                    Host: x\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(path, body.length(), body));
            return connection.response();
        }
    }

    @Test
    void a_field_comes_more_than_once_only_where_it_may() throws Exception {
        assertThat(form("/late", "user=a&user=b&reason=x+y").body())
                .isEqualTo("{\"users\":\"a|b\",\"reason\":\"x y\"}");
        assertThat(form("/late", "reason=a&reason=b").body()).isEqualTo("{\"refused\":\"invalid_request\"}");
    }

    @Test
    void a_handler_decides_when_a_form_is_read_and_whether_its_faults_matter() throws Exception {
        assertThat(form("/late", "other=1").body()).isEqualTo("{\"refused\":\"invalid_request\"}");
        assertThat(form("/unread", "other=1").status()).isEqualTo(200);
        assertThat(form("/unread", "x".repeat(100_000)).status()).isEqualTo(200);
    }

    @Test
    void a_lenient_route_ignores_parameters_that_it_does_not_take() throws Exception {
        assertThat(server.get("/lenient?utm=%FF&page=2&a&b=1&b=2").body()).isEqualTo("{\"page\":\"2\"}");
        assertThat(server.get("/lenient?page=2&page=3").statusCode()).isEqualTo(400);
        assertThat(server.get("/lenient?page=%FF").statusCode()).isEqualTo(400);
        assertThat(server.get("/open?page=2").statusCode()).isEqualTo(400);
    }

    @Test
    void a_filter_sees_for_which_host_a_request_is() throws Exception {
        try (var connection = server.raw()) {
            connection.send("GET /head?a=b HTTP/1.1\r\nHost: Galaxy.Example:81\r\n\r\n");
            assertThat(connection.response().body())
                    .isEqualTo("{\"authority\":\"Galaxy.Example:81\",\"query\":\"a=b\"}");
            connection.send("GET http://one.example/head HTTP/1.1\r\nHost: two.example\r\n\r\n");
            assertThat(connection.response().body()).contains("\"one.example\"");
            connection.send("GET /head HTTP/1.0\r\n\r\n");
            assertThat(connection.response().body()).isEqualTo("{\"authority\":null,\"query\":\"\"}");
        }
    }

    @Test
    void an_error_has_the_headers_of_its_form_and_can_be_compressed() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = server.request("/none").header("Accept-Encoding", "gzip");
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Language")).hasValue("en");
            assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
            var page = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
            assertThat(new String(page, StandardCharsets.UTF_8)).isEqualTo("<h1>route_not_found</h1>");
        }
        try (var connection = server.raw()) {
            connection.send("GET / HTTP/1.1\r\nHost: x\r\nBroken\r\n\r\n");
            assertThat(connection.response().headers()).containsEntry("content-language", "en");
        }
    }

    @Test
    void a_file_that_was_made_is_served_beside_those_that_were_read() throws Exception {
        var files = StaticFiles.of(StaticFilesIT.class, "site/page.css")
                .with("made.svg", "<svg/>".getBytes(StandardCharsets.UTF_8));
        var all = files.and(StaticFiles.of(StaticFilesIT.class, "site/page.js"));
        try (var other = new TestServer(Map.of(), Callers.none(), all.route())) {
            for (var name : List.of("made.svg", "site/page.css", "site/page.js")) {
                assertThat(other.get("/" + all.path(name)).statusCode()).isEqualTo(200);
            }
            assertThat(other.get("/" + all.path("made.svg")).body()).isEqualTo("<svg/>");
        }
    }
}
