package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.identity.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Route USER = get("/users/{user_id}");
    private static final Route ENSURE = post("/users/ensure");
    private static final Route BLOCK = post("/users/{user_id}/block");
    private static final Route ROOT = get("/");
    private final Routes routes = Routes.of(List.of(USER, ENSURE, BLOCK, ROOT));

    private static Route get(String template) {
        return Route.get(template, Access.anyone(), exchange -> Response.ok(json -> {}));
    }

    private static Route post(String template) {
        return Route.post(template, Access.anyone(), exchange -> Response.ok(json -> {}));
    }

    @Test
    void prefers_the_literal_segment_and_falls_back_to_the_parameter() {
        assertThat(routes.match("POST", "/users/ensure")).isEqualTo(new Routes.Match.Found(ENSURE, Map.of()));
        assertThat(routes.match("GET", "/users/ensure"))
                .isEqualTo(new Routes.Match.Found(USER, Map.of("user_id", "ensure")));
        assertThat(routes.match("POST", "/users/ensure/block"))
                .isEqualTo(new Routes.Match.Found(BLOCK, Map.of("user_id", "ensure")));
        assertThat(routes.match("HEAD", "/")).isEqualTo(new Routes.Match.Found(ROOT, Map.of()));
    }

    @Test
    void lists_the_methods_of_everything_that_fits_the_path() {
        assertThat(routes.match("PUT", "/users/ensure")).isEqualTo(new Routes.Match.WrongMethod("GET, HEAD, POST"));
        assertThat(routes.match("PUT", "/users/x")).isEqualTo(new Routes.Match.WrongMethod("GET, HEAD"));
    }

    @Test
    void finds_nothing_for_other_paths() {
        for (var path : List.of("/users", "/users/", "/users//block", "/users/x/", "/users/x/block/y", "", "*", "//")) {
            assertThat(routes.match("GET", path)).as(path).isInstanceOf(Routes.Match.NoRoute.class);
        }
    }

    @Test
    void refuses_a_table_that_says_two_things() {
        assertThatThrownBy(() -> Routes.of(List.of(USER, get("/users/{other}"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get("users")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get("/users/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get("/us ers")).isInstanceOf(IllegalArgumentException.class);
    }
}
