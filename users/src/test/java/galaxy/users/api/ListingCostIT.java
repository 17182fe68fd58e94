package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a page may cost: few candidates beyond its items, and no wait for repairs. */
class ListingCostIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    /** A few at once: no request has to wait until it is refused. */
    private static <T> List<T> in(int count, IntFunction<T> request) throws Exception {
        List<T> all = new ArrayList<>();
        while (all.size() < count) {
            all.addAll(TestUsers.atOnce(30, request));
        }
        return all;
    }

    @Test
    void a_page_of_combined_filters_ends_early_and_says_where_to_go_on() throws Exception {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            api.advance(Duration.ofSeconds(1));
            String id = users.create();
            users.country(id, "DE").ok();
            wanted.addFirst(id);
            api.advance(Duration.ofSeconds(1));
            in(300, n -> {
                String paid = users.create();
                users.country(paid, "DE").ok();
                return users.grantForEver(paid).ok();
            });
            in(300, n -> users.create());
        }
        List<String> found = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("/users?paid_state=free&declared_country=DE&page_size=2" + token)
                    .ok();
            sizes.add(page.path("items").size());
            found.addAll(Json.each(page.path("items"), "user_id"));
            token = "&page_token=" + page.path("next_page_token").asString("");
        } while (!token.equals("&page_token="));
        assertThat(found).containsExactlyElementsOf(wanted);
        assertThat(sizes).hasSizeBetween(3, 5).allMatch(size -> size < 2);
    }

    @Test
    void a_page_of_one_filter_is_short_only_when_it_is_the_last() throws Exception {
        // One in ten may not join games: too few to find a page of them among all users, too many to look for them
        // alone.
        List<String> wanted = in(600, n -> {
                    String id = users.create();
                    if (n % 10 == 0) {
                        users.sanctionFor(id, "game_join_block", Duration.ofHours(1))
                                .ok();
                    }
                    return n % 10 == 0 ? id : "";
                })
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
        JsonNode page = api.get("/users?can_join_game=false&page_size=50").ok();
        assertThat(page.path("items").size()).isEqualTo(50);
        List<String> found = new ArrayList<>(Json.each(page.path("items"), "user_id"));
        JsonNode last = api.get("/users?can_join_game=false&page_size=50&page_token="
                        + page.path("next_page_token").asString(""))
                .ok();
        found.addAll(Json.each(last.path("items"), "user_id"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void plans_that_have_just_ended_cut_no_page_of_a_window_short() throws Exception {
        in(300, n -> users.grantFor(users.create(), Duration.ofDays(30)).ok());
        api.advance(Duration.ofSeconds(1));
        in(500, n -> users.grantFor(users.create(), Duration.ofHours(1)).ok());
        String end = api.time(Duration.ofDays(31));
        api.advance(Duration.ofHours(1));
        JsonNode page = api.get("/users?page_size=1&paid_expires_before=" + end).ok();
        assertThat(page.path("items").size()).isEqualTo(1);
    }

    @Test
    void users_who_change_by_time_at_one_moment_are_listed_as_they_are() throws Exception {
        List<String> ids = in(600, n -> {
            String id = users.create();
            users.sanctionFor(id, "login_block", Duration.ofHours(1)).ok();
            users.grantFor(id, Duration.ofHours(1)).ok();
            return id;
        });
        api.advance(Duration.ofHours(1));
        for (String filter : List.of("can_login=true", "paid_state=free", "can_join_game=true&paid_state=free")) {
            List<String> found = new ArrayList<>();
            String token = "";
            do {
                JsonNode page =
                        api.get("/users?page_size=200&" + filter + token).ok();
                found.addAll(Json.each(page.path("items"), "user_id"));
                token = "&page_token=" + page.path("next_page_token").asString("");
            } while (!token.equals("&page_token="));
            assertThat(found).as(filter).doesNotHaveDuplicates().containsAll(ids);
        }
        for (String filter : List.of("can_login=false", "paid_state=paid", "sanction_code=login_block")) {
            assertThat(Json.each(api.get("/users?page_size=200&" + filter).ok().path("items"), "user_id"))
                    .as(filter)
                    .doesNotContainAnyElementsOf(ids);
        }
        await().untilAsserted(() -> assertThat(api.metrics()).containsPattern("store_repairs_waiting\\{.*} 0"));
    }
}
