package galaxy.chassis.http;

import static galaxy.chassis.http.StrictRequestsIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms and raw bytes. JSON is in {@link StrictRequestsIT}. */
class BodyKindsIT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(
                Map.of("http.max-body-bytes", "2048"),
                Callers.none(),
                Route.post(
                                "/form",
                                Access.anyone(),
                                exchange -> Response.ok(json -> json.string(
                                                "email", exchange.form().field("email"))
                                        .string("code", exchange.form().field("code"))))
                        .taking(new BodyKind.Form(Set.of("email", "code"))),
                Route.of(Method.PUT, "/large", Access.anyone(), BodyKindsIT::length)
                        .taking(new BodyKind.Bytes("image/png", 10_000)),
                Route.of(Method.PUT, "/small", Access.anyone(), BodyKindsIT::length)
                        .taking(new BodyKind.Bytes("image/png", 100)),
                Route.post("/batch", Access.anyone(), exchange -> {
                            String text = exchange.body().string("text").orElse("");
                            return Response.ok(json -> json.number("length", text.length()));
                        })
                        .taking(new BodyKind.Json(OptionalInt.of(10_000))));
    }

    private static Response length(Exchange exchange) {
        return Response.ok(json -> json.number("length", exchange.bytes().length));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> form(String type, String body) throws Exception {
        return server.send(server.request("/form").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> bytes(String path, String type, int length) throws Exception {
        return server.send(
                server.request(path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(new byte[length])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email=a%40b.example&code=12 | a@b.example | 12",
                "code=%C3%A9+%2B&email= | '' | é +",
                "email=a=b | a=b | -",
                "email | '' | -",
                "'' | - | -"
            })
    void reads_a_form(String body, String email, String code) throws Exception {
        var response = form(FORM, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"email\":%s,\"code\":%s}".formatted(quoted(email), quoted(code)));
    }

    private static String quoted(String text) {
        return text.equals("-") ? "null" : '"' + text + '"';
    }

    @ParameterizedTest
    @CsvSource({
        "email=a&email=b, email, more than once",
        "name=a, name, is not a field",
        "email=a&, ?, is not a field",
        "=a, ?, is not a field",
        "email=%zz, email, is not percent-encoded",
        "email=%ff, email, is not percent-encoded",
        "email=%, email, is not percent-encoded",
        "email=a%00, email, contains U+0000",
        "email=\u00e9, email, is not percent-encoded",
        "EMAIL=a, EMAIL, is not a field"
    })
    void refuses_a_form_that_is_not_exact(String body, String field, String reason) throws Exception {
        var response = form(FORM, body);
        assertRefused(response, 400, "invalid_request");
        assertThat(response.body()).contains("\"field\":\"" + field + "\"", reason);
    }

    @Test
    void names_every_problem_of_a_form() throws Exception {
        assertThat(form(FORM, "a=1&email=%ff&code=1&code=2").body())
                .contains("\"field\":\"a\"", "\"field\":\"email\"", "\"field\":\"code\"");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded; charset=UTF-8, 200",
        "APPLICATION/X-WWW-FORM-URLENCODED, 200",
        "application/x-www-form-urlencoded; charset=iso-8859-1, 415",
        "application/json, 415",
        "multipart/form-data; boundary=a, 415",
        "text/plain, 415"
    })
    void takes_a_form_of_the_one_type(String type, int status) throws Exception {
        assertThat(form(type, "email=a").statusCode()).isEqualTo(status);
    }

    @Test
    void takes_bytes_up_to_the_bound_of_the_route() throws Exception {
        assertThat(bytes("/large", "image/png", 10_000).body()).isEqualTo("{\"length\":10000}");
        assertThat(bytes("/large", "IMAGE/PNG", 0).body()).isEqualTo("{\"length\":0}");
        assertRefused(bytes("/large", "image/png", 10_001), 413, "payload_too_large");
        assertThat(bytes("/small", "image/png", 100).body()).isEqualTo("{\"length\":100}");
        assertRefused(bytes("/small", "image/png", 101), 413, "payload_too_large");
        assertRefused(bytes("/large", "image/gif", 1), 415, "unsupported_media_type");
        assertThat(bytes("/large", "image/gif", 1).body()).contains("image/png");
        assertRefused(form(FORM, "email=" + "a".repeat(2_048)), 413, "payload_too_large");
    }

    @Test
    void takes_bytes_in_chunks_up_to_the_same_bound() throws Exception {
        for (int length : new int[] {10_000, 10_001}) {
            var chunks = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[length]));
            var response = server.send(
                    server.request("/large").header("Content-Type", "image/png").PUT(chunks));
            assertThat(response.statusCode()).isEqualTo(length == 10_000 ? 200 : 413);
        }
    }

    @ParameterizedTest
    @CsvSource({"9989, 200", "9990, 413"})
    void takes_an_object_up_to_the_bound_of_the_route(int length, int status) throws Exception {
        var request = server.request("/batch")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"" + "a".repeat(length) + "\"}"));
        assertThat(server.send(request).statusCode()).isEqualTo(status);
    }
}
