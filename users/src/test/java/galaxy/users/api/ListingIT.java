package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListingIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    private List<JsonNode> walk(String filters, int size) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = page(filters, size, token);
            token = page.path("next_page_token").asString("");
            page.path("items").forEach(items::add);
            assertThat(page.path("items").size() == size || token.isEmpty())
                    .as("a page is short only when it is the last")
                    .isTrue();
        } while (!token.isEmpty());
        return items;
    }

    private JsonNode page(String filters, int size, String token) {
        return api.get("/users?page_size=" + size + (token.isEmpty() ? "" : "&page_token=" + token)
                        + (filters.isEmpty() ? "" : "&" + filters))
                .ok();
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("user_id").asString()).toList();
    }

    private List<String> populate(int count) throws Exception {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < count; i += 10) {
            api.advance(Duration.ofMillis(1));
            TestUsers.atOnce(10, each -> users.ensure(Api.freshEmail()).ok()).stream()
                    .map(outcome -> outcome.path("user_id").asString())
                    .forEach(created::add);
        }
        return created;
    }

    @Test
    void the_newest_come_first_and_then_the_highest_id_in_pages_of_any_size() throws Exception {
        populate(60);
        List<JsonNode> all = walk("", 200);
        assertThat(all.size()).isGreaterThanOrEqualTo(60);
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(
                                (JsonNode item) -> item.path("created_at").asString())
                        .thenComparing(item -> item.path("user_id").asString())
                        .reversed());
        for (int size : List.of(1, 7, 10, 59, 60)) {
            assertThat(walk("", size)).isEqualTo(all);
        }
        assertThat(api.get("/users").ok().path("items")).hasSize(50);
        for (JsonNode item : all.subList(0, 5)) {
            api.get("/users/" + item.path("user_id").asString()).is(item.toString());
        }
    }

    @Test
    void the_page_size_may_change_between_pages() throws Exception {
        populate(30);
        List<String> all = ids(walk("", 200));
        List<String> walked = new ArrayList<>();
        String token = "";
        int size = 1;
        do {
            JsonNode page = page("", size, token);
            token = page.path("next_page_token").asString("");
            walked.addAll(Json.each(page.path("items"), "user_id"));
            size = size * 2 % 13 + 1;
        } while (!token.isEmpty());
        assertThat(walked).isEqualTo(all);
    }

    @Test
    void a_full_last_page_has_no_token() throws Exception {
        for (String id : populate(20)) {
            users.country(id, "IS").ok();
        }
        assertThat(page("declared_country=IS", 20, "").path("next_page_token").isNull())
                .isTrue();
        assertThat(page("declared_country=IS", 21, "").path("next_page_token").isNull())
                .isTrue();
        JsonNode page = page("declared_country=IS", 19, "");
        assertThat(page.path("items")).hasSize(19);
        assertThat(page("declared_country=IS", 19, page.path("next_page_token").asString())
                        .path("items"))
                .hasSize(1);
        assertThat(page("paid_state=paid&declared_country=AQ", 5, "").toString())
                .isEqualTo("{\"items\":[],\"next_page_token\":null}");
    }

    @Test
    void a_walk_shows_each_user_once_while_others_are_created() throws Exception {
        populate(60);
        List<String> before = ids(walk("", 200));
        List<List<String>> results = TestUsers.atOnce(5, i -> {
            if (i > 0) {
                for (int each = 0; each < 20; each++) {
                    api.advance(Duration.ofMillis(1));
                    users.ensure(Api.freshEmail()).ok();
                }
                return List.of();
            }
            return ids(walk("", 3));
        });
        List<String> walked =
                results.stream().filter(each -> !each.isEmpty()).findFirst().orElseThrow();
        assertThat(walked).doesNotHaveDuplicates().containsAll(before);
        assertThat(ids(walk("", 200))).hasSize(before.size() + 80);
    }

    @Test
    void a_filtered_walk_shows_each_user_that_matches_throughout_once_while_others_begin_and_cease_to()
            throws Exception {
        List<String> steady = populate(30);
        List<String> wavering = populate(30);
        for (String id : steady) {
            users.country(id, "NO").ok();
        }
        List<List<String>> results = TestUsers.atOnce(3, i -> {
            if (i > 0) {
                for (String id : wavering) {
                    users.country(id, i == 1 ? "NO" : "DK").ok();
                }
                return List.of();
            }
            return ids(walk("declared_country=NO", 4));
        });
        List<String> walked =
                results.stream().filter(each -> !each.isEmpty()).findFirst().orElseThrow();
        assertThat(walked).doesNotHaveDuplicates().containsAll(steady);
    }

    @Test
    void a_token_is_opaque_authenticated_and_bound_to_the_filters() throws Exception {
        populate(10);
        String token = page("", 2, "").path("next_page_token").asString();
        assertThat(token).matches("[A-Za-z0-9_-]+").doesNotContain("usr_");
        for (String filter : List.of(
                "paid_state=free",
                "can_login=true",
                "can_login=false",
                "declared_country=DE",
                "sanction_code=login_block",
                "limit_code=max_owned_private_games",
                "paid_expires_after=2026-01-01T00:00:00Z",
                "paid_expires_before=2026-01-01T00:00:00Z")) {
            api.get("/users?page_token=" + token + "&" + filter).invalid("page_token");
        }
        String filtered = page("paid_state=free&can_login=true", 2, "")
                .path("next_page_token")
                .asString();
        api.get("/users?can_login=true&paid_state=free&page_token=" + filtered).ok();
        api.get("/users?paid_state=free&page_token=" + filtered).invalid("page_token");
        api.get("/users?page_token=" + filtered).invalid("page_token");
        for (int at : List.of(0, 7, 20, token.length() / 2, token.length() - 2)) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            api.get("/users?page_token=" + token.substring(0, at) + other + token.substring(at + 1))
                    .invalid("page_token");
            api.get("/users?page_token=" + token.substring(0, at + 1)).invalid("page_token");
        }
        for (String broken : List.of(token + "A", token + "=", "A" + token, "%00", "x".repeat(2000), "%F0%9F%9A%80")) {
            api.get("/users?page_token=" + broken).invalid("page_token");
        }
        assertThat(api.get("/users?page_token=").ok().path("items"))
                .isEqualTo(api.get("/users").ok().path("items"));
        api.get("/users?page_token=" + token + "&page_token=" + token).invalid("page_token");
    }

    @Test
    void parameters_that_are_none_are_refused_all_at_once() {
        for (String wrong : List.of(
                "page_size=0",
                "page_size=201",
                "page_size=x",
                "page_size=",
                "fields=all",
                "fields=",
                "fields=Summary",
                "paid_state=PAID",
                "paid_state=",
                "paid_state=all",
                "paid_expires_after=2026-03-01",
                "paid_expires_before=now",
                "paid_expires_after=2026-03-01T00:00:60Z",
                "declared_country=de",
                "declared_country=XX",
                "declared_country=",
                "sanction_code=login",
                "limit_code=max",
                "can_login=1",
                "can_create_private_game=TRUE",
                "can_manage_private_game=",
                "can_join_game=no",
                "can_update_profile=null",
                "race_name=x",
                "Can_login=true",
                "email=x")) {
            api.get("/users?" + wrong).invalid(wrong.substring(0, wrong.indexOf('=')));
        }
        api.get("/users?page_size=0&paid_state=x&can_login=x").invalid("page_size", "paid_state", "can_login");
        api.get("/users?paid_state=free&paid_state=free").invalid("paid_state");
        api.get("/users?page_size=200").ok();
    }
}
