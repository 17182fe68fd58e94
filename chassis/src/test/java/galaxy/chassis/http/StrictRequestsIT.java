package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import galaxy.testkit.http.RawConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictRequestsIT {
    private static final String NAME = "/things/t1/name";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(), Callers.none());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answers_every_field_and_null_for_what_has_no_value() throws Exception {
        var response = server.post(NAME, "{\"name\":\"Zoë 🚀\",\"actor\":{\"type\":\"admin\"}}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo("{\"name\":\"Zoë 🚀\",\"nick\":null,\"size\":null,\"actor\":\"admin\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "\"x\"",
                "null",
                "1",
                "{\"name\":\"a\"",
                "{\"name\":\"a\",}",
                "{'name':'a'}",
                "{name:\"a\"}",
                "{\"name\":\"a\"} x",
                "{\"name\":\"a\"}{}",
                "{\"name\":\"a\"}]",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\",\"\\u006eame\":\"b\"}",
                "{\"name\":\"a\",\"actor\":{\"type\":\"a\",\"type\":\"b\"}}",
                "{\"name\":NaN}",
                "{\"name\":\"a\\u0000\"}",
                "{\"name\":\"a\",\"\\u0000\":1}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00\\ud800\"}",
                "{\"name\":\"a\\ud83dx\"}",
                "{\"\\ud800\":\"a\"}",
                "{\"name\":\"a\nb\"}",
                "// c\n{\"name\":\"a\"}",
                "\uFEFF{\"name\":\"a\"}"
            })
    void refuses_a_body_that_two_readers_could_read_differently(String body) throws Exception {
        assertRefused(server.post(NAME, body), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":5}",
                "{\"name\":true}",
                "{\"name\":null}",
                "{\"name\":[\"a\"]}",
                "{\"name\":\"a\",\"size\":1.5}",
                "{\"name\":\"a\",\"size\":1e-1}",
                "{\"name\":\"a\",\"size\":1e400}",
                "{\"name\":\"a\",\"size\":1e2147483647}",
                "{\"name\":\"a\",\"size\":1e99999999999}",
                "{\"name\":\"a\",\"size\":1e-2147483648}",
                "{\"name\":\"a\",\"actor\":{\"type\":null}}",
                "{\"name\":\"a\",\"unknown\":null}",
                "{\"name\":\"a\",\"size\":\"5\"}",
                "{\"name\":\"a\",\"size\":-1}",
                "{\"name\":\"a\",\"size\":1000001}",
                "{\"name\":\"a\",\"size\":99999999999999999999999}",
                "{\"name\":\"a\",\"size\":true}",
                "{\"name\":\"a\",\"actor\":\"admin\"}",
                "{\"name\":\"a\",\"actor\":{}}",
                "{\"name\":\"a\",\"actor\":{\"type\":\"a\",\"more\":1}}",
                "{\"name\":\"a\",\"unknown\":1}",
                "{}"
            })
    void refuses_wrong_types_missing_and_unknown_fields(String body) throws Exception {
        assertRefused(server.post(NAME, body), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3.0", "3e0", "30e-1", "0.3E+1", "3.000000000000000000000000000"})
    void takes_a_whole_number_in_any_notation(String number) throws Exception {
        assertThat(server.post(NAME, "{\"name\":\"a\",\"size\":" + number + "}").body())
                .contains("\"size\":\"3\"");
    }

    @Test
    void takes_null_for_a_field_that_may_be_left_out() throws Exception {
        assertThat(server.post(NAME, "{\"name\":\"a\",\"nick\":null,\"size\":null,\"actor\":null}")
                        .body())
                .isEqualTo(server.post(NAME, "{\"name\":\"a\"}").body());
    }

    @Test
    void names_every_problem_at_once() throws Exception {
        var response = server.post(NAME, "{\"nick\":3,\"size\":1.5,\"actor\":{\"type\":null,\"x\":1},\"zzz\":0}");
        assertThat(response.body())
                .contains("{\"field\":\"name\",\"reason\":\"is required\"}")
                .contains("{\"field\":\"nick\",\"reason\":\"must be a string\"}")
                .contains("{\"field\":\"size\",\"reason\":\"must be a whole number\"}")
                .contains("{\"field\":\"actor.type\",\"reason\":\"must not be null\"}")
                .contains("{\"field\":\"actor.x\",\"reason\":\"is not a field of this request\"}")
                .contains("{\"field\":\"zzz\",\"reason\":\"is not a field of this request\"}");
    }

    @Test
    void repeats_nothing_of_a_request_that_could_be_an_address() throws Exception {
        var response = server.post(NAME, "{\"pilot@example.com\":\"pilot@example.com\",\"name\":7}");
        assertThat(response.body()).contains("\"?\"").doesNotContain("pilot");
        assertThat(server.get("/things?pilot%40example.com=1").body()).doesNotContain("pilot");
    }

    @Test
    void takes_sixteen_levels_and_no_more() throws Exception {
        var sixteen = "{\"name\":" + "[".repeat(15) + "]".repeat(15) + "}";
        assertThat(server.post(NAME, sixteen).body()).contains("must be a string");
        var seventeen = "{\"name\":" + "[".repeat(16) + "]".repeat(16) + "}";
        assertThat(server.post(NAME, seventeen).body()).contains("nested deeper");
        assertRefused(server.post(NAME, "[".repeat(60_000)), 400, "invalid_request");
    }

    @Test
    void refuses_bytes_that_are_not_well_formed_utf_8() throws Exception {
        for (var bytes :
                new int[][] {{0xC0, 0xAF}, {0xFF}, {0xED, 0xA0, 0x80}, {0xE2, 0x82}, {0xF5, 0x80, 0x80, 0x80}}) {
            var body = new java.io.ByteArrayOutputStream();
            body.writeBytes("{\"name\":\"".getBytes(StandardCharsets.UTF_8));
            for (int b : bytes) {
                body.write(b);
            }
            body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            assertRefused(server.post(NAME, BodyPublishers.ofByteArray(body.toByteArray())), 400, "invalid_request");
        }
        assertRefused(
                server.post(NAME, BodyPublishers.ofByteArray("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16))),
                400,
                "invalid_request");
    }

    @Test
    void takes_64_kib_and_refuses_one_byte_more_with_and_without_a_length() throws Exception {
        var full = sized(64 * 1024);
        assertThat(server.post(NAME, full).statusCode()).isEqualTo(200);
        assertThat(server.post(NAME, chunked(full)).statusCode()).isEqualTo(200);
        for (int more : new int[] {1, 64 * 1024, 900 * 1024}) {
            var large = sized(64 * 1024 + more);
            assertRefused(server.post(NAME, large), 413, "payload_too_large");
            assertRefused(server.post(NAME, chunked(large)), 413, "payload_too_large");
            var one = RawConnection.once(
                    server.uri(),
                    "POST " + NAME + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(large.length()) + "\r\n"
                            + large + "\r\n0\r\n\r\n");
            assertThat(one.status()).isEqualTo(413);
        }
    }

    private static String sized(int bytes) {
        return "{\"name\":\"" + "a".repeat(bytes - 11) + "\"}";
    }

    private static HttpRequest.BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; Charset=UTF-8", "application/json;charset=\"utf-8\""})
    void takes_json_in_utf_8(String type) throws Exception {
        assertThat(typed(type).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json; charset=iso-8859-1",
                "application/json-patch+json",
                "application/x-www-form-urlencoded",
                "application/jsonx",
                "*/*"
            })
    void refuses_any_other_media_type(String type) throws Exception {
        assertRefused(typed(type), 415, "unsupported_media_type");
    }

    @Test
    void refuses_a_body_without_a_media_type() throws Exception {
        assertRefused(
                server.send(server.request(NAME).POST(BodyPublishers.ofString("{\"name\":\"a\"}"))),
                415,
                "unsupported_media_type");
    }

    @Test
    void says_which_encoding_of_a_body_it_takes() throws Exception {
        var request = server.request(NAME)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{\"name\":\"a\"}"));
        var response = server.send(request);
        assertRefused(response, 415, "unsupported_media_type");
        assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    private static HttpResponse<String> typed(String type) throws IOException, InterruptedException {
        return server.send(
                server.request(NAME).header("Content-Type", type).POST(BodyPublishers.ofString("{\"name\":\"a\"}")));
    }

    @Test
    void refuses_a_body_where_there_is_none() throws Exception {
        assertRefused(
                server.send(server.request("/open").method("GET", BodyPublishers.ofString("{}"))),
                400,
                "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown=1",
                "page_size=1&page_size=2",
                "page_size=1&page_size=1",
                "page_size=0",
                "page_size=201",
                "page_size=1.0",
                "page_size=+5",
                "page_size=05",
                "page_size=",
                "page_size",
                "page_size=99999999999999999999",
                "flag=TRUE",
                "flag=1",
                "flag=%C0%AF",
                "paid_after=2026-03-01",
                "paid_after=2026-03-01T00:00:00",
                "Page_Size=1",
                "&"
            })
    void refuses_a_query_that_does_not_fit(String query) throws Exception {
        var raw = RawConnection.once(
                server.uri(), "GET /things?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(raw.status()).isEqualTo(400);
        assertThat(raw.body()).contains("\"invalid_request\"");
    }

    @Test
    void takes_a_query_that_fits() throws Exception {
        assertThat(server.get("/things?page_size=200&flag=true&paid_after=2026-03-01T12:00:00.1239+02:00")
                        .body())
                .isEqualTo("{\"size\":200,\"after\":\"2026-03-01T10:00:00.123Z\",\"flag\":\"yes\"}");
        assertThat(server.get("/things").statusCode()).isEqualTo(200);
    }

    static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(response.body())
                .startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"")
                .endsWith("]}}");
    }
}
