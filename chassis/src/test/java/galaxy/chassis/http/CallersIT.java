package galaxy.chassis.http;

import static galaxy.chassis.http.StrictRequestsIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.EveryRole;
import galaxy.chassis.settings.SettingsException;
import galaxy.testkit.http.RawConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(), EveryRole.callers());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "auth, GET, /things/a/exists, 200", "lobby, GET, /things/a/exists, 200", "gateway, GET, /things/a/exists, 403",
        "admin, GET, /things/a/exists, 403", "admin, GET, /things/a, 200", "geo, GET, /things/a, 403",
        "billing, GET, /things, 403", "gateway, POST, /things/a/name, 200", "auth, POST, /things/a/name, 403",
        "geo, POST, /things/a/country/sync, 200", "admin, POST, /things/a/country/sync, 403"
    })
    void lets_a_role_use_the_routes_that_name_it(String role, String method, String path, int status) throws Exception {
        var request = server.request(path)
                .header("Authorization", "Bearer " + role + "-token")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"name\":\"a\"}"));
        var response = server.send(request);
        assertThat(response.statusCode()).isEqualTo(path.endsWith("sync") && status == 200 ? 200 : status);
        if (status == 403) {
            assertRefused(response, 403, "permission_denied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer stranger",
                "Bearer",
                "Bearer ",
                "admin-token",
                "Basic YTpi",
                "Bearer admin-token x",
                "Bearer admin-token,x",
                "Bearer Admin-token"
            })
    void refuses_a_token_it_does_not_know(String authorization) throws Exception {
        var response = server.send(server.request("/things/a").header("Authorization", authorization));
        assertRefused(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(response.body()).doesNotContain("stranger", "admin-token");
    }

    @Test
    void refuses_a_request_without_a_token_or_with_two() throws Exception {
        assertRefused(server.get("/things/a"), 401, "unauthenticated");
        assertRefused(
                server.send(server.request("/things/a")
                        .header("Authorization", "Bearer admin-token")
                        .header("Authorization", "Bearer admin-token")),
                401,
                "unauthenticated");
    }

    @Test
    void takes_the_scheme_in_any_case() throws Exception {
        var response = server.send(server.request("/things/a").header("Authorization", "bEARER admin-token"));
        assertThat(response.body()).contains("\"caller\":\"admin-1\"");
    }

    @Test
    void asks_for_the_token_before_it_looks_at_the_body() throws Exception {
        assertRefused(server.post("/things/a/name", "{{{"), 401, "unauthenticated");
        assertRefused(server.post("/things/a/name", "x".repeat(70_000)), 401, "unauthenticated");
    }

    @Test
    void leaves_open_what_is_for_anyone_and_finds_no_route_for_anyone() throws Exception {
        assertThat(server.get("/open").statusCode()).isEqualTo(200);
        assertRefused(server.get("/nowhere"), 404, "route_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/../things/a",
                "/things/a/exists/../../a",
                "/things/x%2F..%2Fa",
                "/things/a;/",
                "//things/a",
                "/things/./a",
                "/things/a%2Fexists",
                "/things/a/exists/..",
                "/things/a/exists%2F..%2F..%2Fa"
            })
    void protects_a_route_under_every_spelling(String path) throws Exception {
        var response = RawConnection.once(
                server.uri(),
                "GET " + path
                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lobby-token\r\nConnection: close\r\n\r\n");
        assertThat(response.status()).isIn(400, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void an_open_service_refuses_to_start_where_others_reach_it(String address) {
        assertThatThrownBy(() -> new TestServer(Map.of("bind.address", address), Callers.none()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callers.file")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void names_the_setting_that_makes_an_open_service_reachable() {
        assertThatThrownBy(() -> new TestServer(Map.of("bind.address", "0.0.0.0"), Callers.none()))
                .hasMessageContaining("bind.address: 0.0.0.0");
        var own = Map.of("bind.address", "127.0.0.1", "things.http.address", "0.0.0.0");
        assertThatThrownBy(() -> new TestServer(own, Callers.none()))
                .hasMessageContaining("things.http.address: 0.0.0.0")
                .hasMessageNotContaining("bind.address");
    }

    @Test
    void a_service_with_callers_may_listen_everywhere() throws Exception {
        try (var everywhere = new TestServer(Map.of("bind.address", "0.0.0.0"), EveryRole.callers())) {
            assertThat(everywhere.get("/open").statusCode()).isEqualTo(200);
        }
    }
}
