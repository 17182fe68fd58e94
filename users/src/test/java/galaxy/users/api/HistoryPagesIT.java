package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HistoryPagesIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    /** A user with seven records of each kind, one of each in force. */
    private String eventful() {
        String id = users.create();
        for (int i = 0; i < 3; i++) {
            users.grantForEver(id).ok();
            users.revoke(id).ok();
        }
        for (int i = 0; i < 7; i++) {
            users.limit(id, "max_owned_private_games", i).ok();
            if (i > 0) {
                users.pardon(id, "game_join_block").ok();
            }
            users.sanction(id, "game_join_block").ok();
        }
        return id;
    }

    private static String query(int size, String token) {
        return "?page_size=" + size + (token.isEmpty() ? "" : "&page_token=" + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entitlement-periods", "sanctions", "limits"})
    void a_walk_shows_every_record_once_in_pages_of_any_size(String kind) {
        String id = eventful();
        String path = "/users/" + id + "/" + kind;
        List<JsonNode> all = users.history(id, kind).valueStream().toList();
        assertThat(all).hasSize(7);
        for (int size : List.of(1, 2, 3, 6, 7, 8, 200)) {
            List<JsonNode> walked = new ArrayList<>();
            String token = "";
            do {
                JsonNode page = api.get(path + query(size, token)).ok();
                List<JsonNode> items = page.path("items").valueStream().toList();
                token = page.path("next_page_token").asString("");
                assertThat(items).hasSizeLessThanOrEqualTo(size);
                assertThat(items.size() == size || token.isEmpty()).isTrue();
                walked.addAll(items);
            } while (!token.isEmpty());
            assertThat(walked).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"entitlement-periods", "sanctions", "limits"})
    void what_is_added_meanwhile_does_not_disturb_a_walk(String kind) {
        String id = eventful();
        List<JsonNode> all = users.history(id, kind).valueStream().toList();
        JsonNode first = api.get("/users/" + id + "/" + kind + "?page_size=3").ok();
        users.grantForEver(id).ok();
        users.limit(id, "max_owned_private_games", 100).ok();
        users.pardon(id, "game_join_block").ok();
        JsonNode second = api.get("/users/" + id + "/" + kind
                        + query(2, first.path("next_page_token").asString()))
                .ok();
        assertThat(second.path("items").valueStream().toList()).isEqualTo(all.subList(3, 5));
    }

    @Test
    void a_token_is_of_one_history_of_one_user() {
        String id = eventful();
        String other = eventful();
        String token = api.get("/users/" + id + "/sanctions?page_size=2")
                .ok()
                .path("next_page_token")
                .asString();
        api.get("/users/" + id + "/sanctions" + query(5, token)).ok();
        for (String path : List.of(
                "/users/" + id + "/limits",
                "/users/" + id + "/entitlement-periods",
                "/users/" + other + "/sanctions",
                "/users/usr_00000000000000000000000000/sanctions",
                "/users")) {
            api.get(path + "?page_token=" + token).invalid("page_token");
        }
        for (String broken : List.of(
                "x",
                token.substring(1),
                token.substring(0, token.length() - 1),
                token + "A",
                "A" + token,
                token + "=",
                token.substring(0, 5) + (token.charAt(5) == 'A' ? 'B' : 'A') + token.substring(6))) {
            api.get("/users/" + id + "/sanctions?page_token=" + broken).invalid("page_token");
        }
        api.get("/users/" + id + "/sanctions?page_token=").ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entitlement-periods", "sanctions", "limits"})
    void sizes_and_users_that_are_none_are_refused(String kind) {
        String id = users.create();
        for (String size : List.of("0", "201", "-1", "x", "1.0", "", "05", "%2B5")) {
            api.get("/users/" + id + "/" + kind + "?page_size=" + size).invalid("page_size");
        }
        api.get("/users/" + id + "/" + kind + "?explain=true").invalid("explain");
        api.get("/users/usr_00000000000000000000000000/" + kind).userNotFound();
        api.get("/users/unknown/" + kind).userNotFound();
    }

    @Test
    void a_new_user_has_one_period_and_nothing_else() {
        String id = users.create();
        assertThat(users.history(id, "entitlement-periods")).hasSize(1);
        api.get("/users/" + id + "/sanctions").is("{'items':[],'next_page_token':null}");
        api.get("/users/" + id + "/limits").is("{'items':[],'next_page_token':null}");
    }

    @Test
    void a_page_has_fifty_records_unless_asked_otherwise() {
        String id = users.create();
        for (int i = 0; i < 51; i++) {
            users.limit(id, "max_owned_private_games", i).ok();
        }
        JsonNode page = api.get("/users/" + id + "/limits").ok();
        assertThat(page.path("items")).hasSize(50);
        assertThat(api.get("/users/" + id + "/limits?page_token="
                                + page.path("next_page_token").asString())
                        .ok()
                        .path("items"))
                .hasSize(1);
    }
}
