package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RoutingIT extends OnEachTopology {
    private static final Pattern FRESH = Pattern.compile("[0-9a-f]{32}");

    private final TestUsers users = new TestUsers(api);

    @Test
    void an_unknown_path_is_not_found() {
        for (String path : List.of(
                "/",
                "/api",
                Api.BASE,
                Api.BASE + "/",
                Api.BASE + "/users/",
                Api.BASE + "/users/x/account/",
                Api.BASE + "/users//account",
                Api.BASE + "/user",
                Api.BASE + "/Users",
                Api.BASE + "/users/x/y/z",
                "/api/v2/internal/users",
                "/docs/",
                "/openapi.json",
                "/metrics",
                "/health")) {
            Reply reply = api.call("GET", path).send();
            reply.refused(404, "route_not_found");
            assertThat(reply.header("X-Request-Id")).isNotEmpty();
        }
    }

    @Test
    void another_method_is_not_allowed_and_the_allowed_ones_are_listed() {
        for (var operation : Api.CONTRACT.operations()) {
            String path = operation.path().replace("{user_id}", "usr_00000000000000000000000000");
            TreeSet<String> allowed = new TreeSet<>();
            Api.CONTRACT.operations().stream()
                    .filter(other -> other.path().equals(operation.path()) || fitsAUser(operation.path(), other.path()))
                    .forEach(other -> allowed.add(other.method()));
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            TreeSet<String> others = new TreeSet<>(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"));
            others.removeAll(allowed);
            for (String method : others) {
                Reply reply = api.call(method, path).send().refused(405, "method_not_allowed");
                assertThat(List.of(reply.header("Allow").split(", ", -1))).containsExactlyElementsOf(allowed);
            }
        }
    }

    /** {@code /users/ensure-by-email} is also the path of a user with that id. */
    private static boolean fitsAUser(String path, String other) {
        return path.endsWith("/users/ensure-by-email") && other.endsWith("/users/{user_id}");
    }

    @Test
    void a_path_may_also_be_the_id_of_a_user_where_the_method_says_so() {
        api.get("/users/ensure-by-email").userNotFound();
    }

    @Test
    void head_is_get_without_the_body() {
        String id = users.create();
        for (String path : List.of(
                Api.BASE + "/users/" + id,
                Api.BASE + "/users/" + id + "/exists",
                Api.BASE + "/users",
                "/openapi.yaml",
                "/docs",
                Api.BASE + "/users/unknown",
                "/unknown")) {
            Reply get = api.call("GET", path).send();
            Reply head = api.call("HEAD", path).send();
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.text()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        }
    }

    @Test
    void a_get_takes_no_body() {
        api.call("GET", Api.BASE + "/users").json("{}").send().refused(400, "invalid_request");
    }

    @Test
    void the_description_takes_no_parameters() {
        for (String path : List.of("/openapi.yaml", "/docs")) {
            api.call("GET", path + "?version=2").send().refused(400, "invalid_request");
        }
    }

    @Test
    void a_valid_request_id_is_returned_and_any_other_is_replaced() {
        String id = users.create();
        for (String path :
                List.of(Api.BASE + "/users/" + id, Api.BASE + "/users/unknown", "/unknown", "/openapi.yaml")) {
            for (String sound : List.of("a", "req-1.A_z", "x".repeat(128))) {
                assertThat(api.call("GET", path)
                                .header("X-Request-Id", sound)
                                .send()
                                .header("X-Request-Id"))
                        .isEqualTo(sound);
            }
            for (String unsound : List.of("", "a b", "\u00E9", "x".repeat(129), "a/b", "a@b")) {
                assertThat(api.call("GET", path)
                                .header("X-Request-Id", unsound)
                                .send()
                                .header("X-Request-Id"))
                        .matches(FRESH);
            }
            String first = api.call("GET", path).send().header("X-Request-Id");
            assertThat(first)
                    .matches(FRESH)
                    .isNotEqualTo(api.call("GET", path).send().header("X-Request-Id"));
        }
    }

    @Test
    void the_description_is_the_contract() throws Exception {
        Reply yaml = api.call("GET", "/openapi.yaml").send();
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        try (var file = RoutingIT.class.getResourceAsStream("/galaxy/contracts/users.openapi.yaml")) {
            assertThat(yaml.text()).isEqualTo(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void the_page_of_the_description_loads_only_what_the_service_has() {
        Reply page = api.call("GET", "/docs").send();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("http:", "https:", "unsafe-eval");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.text()).doesNotContain("http://", "https://");
        List<String> assets = Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.endsWith(".yaml"))
                .toList();
        assertThat(assets).hasSizeGreaterThanOrEqualTo(3);
        for (String asset : assets) {
            // Relative, so that the page works behind a proxy that adds a prefix.
            assertThat(asset).doesNotStartWith("/");
            Reply reply = api.call("GET", "/" + asset).send();
            assertThat(reply.status()).as(asset).isEqualTo(200);
            assertThat(reply.header("Content-Type")).matches("text/(css|javascript); charset=utf-8");
            assertThat(reply.text()).isNotBlank();
            String tag = reply.header("ETag");
            assertThat(api.call("GET", "/" + asset)
                            .header("If-None-Match", tag)
                            .send()
                            .status())
                    .isEqualTo(304);
            assertThat(api.call("GET", "/" + asset)
                            .header("Accept-Encoding", "gzip")
                            .send()
                            .header("Content-Encoding"))
                    .isEqualTo("gzip");
        }
        for (String other : List.of("x.js", "swagger-ui.css.map", "..%2Fpom.properties", "index.html")) {
            api.call("GET", "/docs/viewer/" + other).send().refused(404, "route_not_found");
        }
    }
}
