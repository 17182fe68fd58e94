package galaxy.users.api;

import static galaxy.users.api.TestUsers.WHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ends of blocks of e-mail addresses, their idempotency keys, and their listing. */
class BlocksIT extends OnEachTopology {
    /** A token begins with so many bytes of a digest, which may be any. */
    private static final int MAC = 16;

    private final TestUsers users = new TestUsers(api);

    private static Reply block(String email, String more) {
        return api.post("/user-blocks/by-email", body(email, more));
    }

    private static String body(String email, String more) {
        return "{'email':'%s',%s%s}".formatted(email, WHO, more);
    }

    private static String until(Duration length) {
        return ",'expires_at':'" + api.time(length) + "'";
    }

    private JsonNode page(int size, String token) {
        return api.get("/user-blocks?page_size=" + size + (token.isEmpty() ? "" : "&page_token=" + token))
                .ok();
    }

    private List<JsonNode> walk(int size) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = page(size, token);
            page.path("items").forEach(items::add);
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
        return items;
    }

    private static List<String> emails(List<JsonNode> items) {
        return items.stream().map(item -> item.path("email").asString()).toList();
    }

    @Test
    void a_block_ends_at_its_instant_in_every_place() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String end = api.time(Duration.ofHours(1));
        String who = "'reason_code':'because','actor':{'type':'admin','id':'adm_7'}";
        JsonNode blocked = api.post("/users/" + id + "/block", "{" + who + until(Duration.ofHours(1)) + "}")
                .ok();
        String blockId = blocked.path("block_id").asString();
        assertThat(blockId).matches("blk_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(blocked.path("expires_at").asString()).isEqualTo(end);
        users.resolve(email)
                .is(("{'kind':'blocked','user_id':'%s','block_reason_code':'because','block_id':'%s',"
                                + "'block_expires_at':'%s'}")
                        .formatted(id, blockId, end));
        assertThat(emails(walk(50))).contains(email);
        assertThat(denied(id)).isTrue();
        assertThat(loginBlocked()).contains(id);

        api.advance(Duration.ofHours(1));

        users.resolve(email)
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
        assertThat(users.ensure(email).ok().path("outcome").asString()).isEqualTo("existing");
        assertThat(emails(walk(50))).doesNotContain(email);
        assertThat(denied(id)).isFalse();
        assertThat(loginBlocked()).doesNotContain(id);
        users.unblock(email).is("{'outcome':'not_blocked','user_id':'%s'}".formatted(id));
        await().untilAsserted(() -> assertThat(stored("due")).noneMatch(member -> member.contains(email)));
        await().untilAsserted(() -> assertThat(stored("blocks")).noneMatch(member -> member.contains(email)));
        assertThat(api.events().of(id).stream().filter(event -> event.type().equals("user.block.changed")))
                .as("the end publishes nothing")
                .singleElement()
                .satisfies(event ->
                        assertThat(event.data().at("/actor/id").asString()).isEqualTo("adm_7"));
    }

    private boolean denied(String id) {
        return !api.get("/users/" + id + "/eligibility")
                .ok()
                .path("markers")
                .path("can_login")
                .asBoolean();
    }

    private List<String> loginBlocked() {
        return Json.each(api.get("/users?can_login=false&page_size=200").ok().path("items"), "user_id");
    }

    private static List<String> stored(String kind) {
        return new Stored(api.redis()).collected(kind);
    }

    @Test
    void an_address_without_a_user_can_be_registered_once_its_block_has_ended() {
        String email = Api.freshEmail();
        block(email, until(Duration.ofMinutes(1))).ok();
        assertThat(users.ensure(email).ok().path("outcome").asString()).isEqualTo("blocked");
        api.advance(Duration.ofMinutes(1));
        assertThat(users.ensure(email).ok().path("outcome").asString()).isEqualTo("created");
    }

    @Test
    void only_a_later_end_moves_the_end_and_is_announced() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String blockId =
                block(email, until(Duration.ofHours(2))).ok().path("block_id").asString();
        for (int hours : new int[] {1, 2, 3}) {
            block(email, until(Duration.ofHours(hours)))
                    .is("{'outcome':'already_blocked','user_id':'%s','block_id':'%s','expires_at':'%s'}"
                            .formatted(id, blockId, api.time(Duration.ofHours(Math.max(hours, 2)))));
        }
        block(email, "")
                .is("{'outcome':'already_blocked','user_id':'%s','block_id':'%s','expires_at':null}"
                        .formatted(id, blockId));
        await().untilAsserted(() -> assertThat(api.events().of(id).stream()
                        .filter(event -> event.type().equals("user.block.changed"))
                        .map(event -> event.data().path("expires_at").asString("none")))
                .containsExactly(api.time(Duration.ofHours(2)), api.time(Duration.ofHours(3)), "none"));
    }

    @Test
    void an_end_that_is_not_in_the_future_is_refused() {
        String email = Api.freshEmail();
        block(email, ",'expires_at':'" + api.time(Duration.ZERO) + "'").invalid("expires_at");
        block(email, ",'expires_at':'tomorrow'").invalid("expires_at");
        block(email, ",'expires_at':null").isOfBlock("{'outcome':'blocked','user_id':null}");
    }

    @Test
    void a_key_belongs_to_the_address_and_returns_the_first_response() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String key = "key-" + email;
        String request = body(email, until(Duration.ofHours(1)));
        String first = keyed("/user-blocks/by-email", request, key).ok().toString();
        users.unblock(email).ok();
        keyed("/user-blocks/by-email", request, key).is(first);
        assertThat(users.resolve(email).ok().path("kind").asString()).isEqualTo("existing");
        keyed("/user-blocks/by-email", body(email, ""), key).conflict();
        keyed("/users/" + id + "/block", "{" + WHO + "}", key).conflict();
        keyed("/user-blocks/by-email/remove", body(email, ""), key).conflict();
        keyed("/user-blocks/by-email", body(Api.freshEmail(), ""), key).ok();
        String remove = "remove-" + email;
        String removed = keyed("/user-blocks/by-email/remove", body(email, ""), remove)
                .ok()
                .toString();
        block(email, "").ok();
        keyed("/user-blocks/by-email/remove", body(email, ""), remove).is(removed);
        assertThat(users.resolve(email).ok().path("kind").asString()).isEqualTo("blocked");
    }

    private static Reply keyed(String path, String body, String key) {
        return api.call("POST", Api.BASE + path).key(key).json(body).send();
    }

    @Test
    void a_dry_run_returns_what_would_happen_and_changes_nothing() {
        String email = Api.freshEmail();
        String id = users.create(email);
        for (String path : List.of("/user-blocks/by-email", "/users/" + id + "/block")) {
            String body = path.startsWith("/users") ? "{" + WHO + "}" : body(email, "");
            api.post(path + "?dry_run=true", body).isOfBlock("{'outcome':'blocked','user_id':'%s'}".formatted(id));
        }
        assertThat(users.resolve(email).ok().path("kind").asString()).isEqualTo("existing");
        block(email, "").ok();
        api.post("/user-blocks/by-email/remove?dry_run=true", body(email, ""))
                .is("{'outcome':'unblocked','user_id':'%s'}".formatted(id));
        assertThat(users.resolve(email).ok().path("kind").asString()).isEqualTo("blocked");
        api.post("/user-blocks/by-email?dry_run=true", body(email, ",'expires_at':'2020-01-01T00:00:00Z'"))
                .invalid("expires_at");
    }

    @Test
    void blocks_are_listed_newest_first_in_pages_of_any_size() {
        for (int i = 0; i < 45; i++) {
            if (i % 3 == 0) {
                api.advance(Duration.ofMillis(1));
            }
            block(Api.freshEmail(), "").ok();
        }
        List<JsonNode> all = walk(200);
        assertThat(all.size()).isGreaterThanOrEqualTo(45);
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(
                                (JsonNode item) -> item.path("blocked_at").asString())
                        .thenComparing(item -> item.path("block_id").asString())
                        .reversed());
        for (int size : List.of(1, 7, 44, 45)) {
            assertThat(walk(size)).as("pages of %d", size).isEqualTo(all);
        }
        String token = page(7, "").path("next_page_token").asString();
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        assertThat(new String(bytes, MAC, bytes.length - MAC, StandardCharsets.ISO_8859_1))
                .as("a token holds no address")
                .doesNotContain("@", "example");
        api.get("/user-blocks?page_token=" + token.substring(1)).invalid("page_token");
        api.get("/users?page_token=" + token).invalid("page_token");
        api.get("/user-blocks?page_size=201").invalid("page_size");
    }

    @Test
    void a_walk_shows_each_block_once_while_others_come_and_go() throws Exception {
        List<String> lasting = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            api.advance(Duration.ofMillis(1));
            String email = Api.freshEmail();
            block(email, "").ok();
            lasting.add(email);
        }
        AtomicBoolean walking = new AtomicBoolean(true);
        List<List<String>> found = TestUsers.atOnce(2, i -> {
            if (i == 0) {
                List<String> seen = emails(walk(9));
                walking.set(false);
                return seen;
            }
            while (walking.get()) {
                api.advance(Duration.ofMillis(1));
                String passing = Api.freshEmail();
                block(passing, until(Duration.ofMillis(2))).ok();
                users.unblock(passing).ok();
            }
            return List.of();
        });
        assertThat(found.stream().flatMap(List::stream).toList())
                .containsAll(lasting)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_block_that_was_lifted_and_set_again_is_listed_once_under_its_new_time() {
        String email = Api.freshEmail();
        String first = block(email, "").ok().path("block_id").asString();
        users.unblock(email).ok();
        api.advance(Duration.ofMillis(1));
        String second = block(email, "").ok().path("block_id").asString();
        assertThat(second).isNotEqualTo(first);
        assertThat(walk(200).stream()
                        .filter(item -> item.path("email").asString().equals(email))
                        .map(item -> item.path("block_id").asString()))
                .containsExactly(second);
    }

    @Test
    void the_first_start_on_an_older_store_lists_the_blocks_that_are_in_it() {
        String known = Api.freshEmail();
        users.create(known);
        block(known, until(Duration.ofHours(1))).ok();
        String unknown = Api.freshEmail();
        block(unknown, "").ok();
        List<JsonNode> before = walk(50);
        new Stored(api.redis()).delete("users:{*}:blocks*");
        assertThat(walk(50)).isEmpty();
        try (Api beside = api.beside(Map.of())) {
            List<JsonNode> after = new ArrayList<>();
            beside.get("/user-blocks?page_size=200").ok().path("items").forEach(after::add);
            assertThat(after).containsAll(before);
        }
    }
}
