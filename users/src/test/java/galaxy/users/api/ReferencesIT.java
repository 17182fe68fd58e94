package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reference of a sanction: the same wherever it appears, for ever, and never that of another. */
class ReferencesIT extends OnEachTopology {
    private static final String COUNTED =
            ",\"counted\":\\{[^}]*}|(?<=\\{)\"ordinal\":[0-9]+,|(?<=,)\"ordinal\":[0-9]+,";

    private final TestUsers users = new TestUsers(api);
    private final Redis redis = api.redis();

    /** The references that each read of a user has for what is in force. */
    private List<List<String>> read(String id) {
        JsonNode account = users.account(id);
        String email = "{\"email\":" + Json.literal(account.path("email").asString()) + "}";
        String name = "{\"race_name\":" + Json.literal(account.path("race_name").asString()) + "}";
        List<JsonNode> all = new ArrayList<>(List.of(
                account,
                api.get("/users/" + id).ok(),
                api.post("/user-lookups/by-email", email).ok(),
                api.post("/user-lookups/by-race-name", name).ok(),
                api.get("/users/" + id + "/eligibility").ok(),
                api.get("/users/" + id + "/standing").ok()));
        api.get("/users?page_size=200").ok().path("items").forEach(item -> {
            if (item.path("user_id").asString().equals(id)) {
                all.add(item);
            }
        });
        assertThat(all).hasSize(7);
        return all.stream()
                .map(each -> Json.each(each.path("active_sanctions"), "reference"))
                .distinct()
                .toList();
    }

    private List<String> history(String id) {
        return Json.each(users.history(id, "sanctions"), "reference");
    }

    private static List<String> inForce(Reply reply) {
        return Json.each(reply.ok().path("active_sanctions"), "reference");
    }

    /** Makes of all records of a user what an earlier version would have written. */
    private void uncount(String id) {
        for (String key : redis.call("keys", commands -> commands.keys("users:{*}:*" + id + "*"))) {
            if (key.contains(":account:") || key.contains(":answer:")) {
                byte[] text = uncounted(redis.call("get", commands -> commands.get(key)));
                redis.call("set", commands -> commands.set(key, text));
            } else if (key.contains(":sanctions:")) {
                List<byte[]> entries = redis.call("lrange", commands -> commands.lrange(key, 0, -1));
                for (int i = 0; i < entries.size(); i++) {
                    int at = i;
                    byte[] entry = uncounted(entries.get(i));
                    redis.call("lset", commands -> commands.lset(key, at, entry));
                }
            }
        }
    }

    private static byte[] uncounted(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).replaceAll(COUNTED, "").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_sanction_has_the_same_reference_wherever_it_appears() {
        String id = users.create();
        assertThat(inForce(users.sanction(id, "game_join_block"))).containsExactly(id + "-1");
        assertThat(inForce(users.sanction(id, "private_game_create_block"))).containsExactly(id + "-2", id + "-1");
        assertThat(read(id)).containsExactly(List.of(id + "-2", id + "-1"));
        assertThat(inForce(users.pardon(id, "private_game_create_block"))).containsExactly(id + "-1");
        assertThat(read(id)).containsExactly(List.of(id + "-1"));
        assertThat(history(id)).containsExactly(id + "-2", id + "-1");
        assertThat(api.events().of(id).stream()
                        .filter(event -> event.type().equals("user.sanction.changed"))
                        .map(event -> event.data().path("operation").asString() + " "
                                + event.data().at("/sanction/reference").asString()))
                .containsExactly("applied " + id + "-1", "applied " + id + "-2", "removed " + id + "-2");
    }

    @Test
    void it_counts_sanctions_alone_and_each_that_is_applied_anew() {
        String id = users.create();
        users.limit(id, "max_owned_private_games", 1).ok();
        users.sanction(id, "game_join_block").ok();
        users.grantForEver(id).ok();
        users.revoke(id).ok();
        users.sanction(id, "game_join_block").ok();
        assertThat(history(id)).containsExactly(id + "-1");
        users.pardon(id, "game_join_block").ok();
        users.sanctionFor(id, "game_join_block", Duration.ofHours(1)).ok();
        users.sanctionFor(id, "game_join_block", Duration.ofHours(2)).ok();
        api.advance(Duration.ofHours(3));
        users.sanction(id, "login_block").ok();
        assertThat(history(id)).containsExactly(id + "-4", id + "-3", id + "-2", id + "-1");
        assertThat(read(id).getFirst()).containsExactly(id + "-4");
    }

    @Test
    void a_dry_run_predicts_the_reference_and_uses_none_up_and_a_repetition_returns_the_first() {
        String id = users.create();
        String body = TestUsers.body("'sanction_code':'game_join_block'");
        String path = Api.BASE + "/users/" + id + "/sanctions/apply";
        String predicted =
                api.call("POST", path + "?dry_run=true").json(body).send().text();
        assertThat(predicted).contains(id + "-1");
        Reply first = api.call("POST", path).key("one").json(body).send();
        first.is(predicted);
        users.sanction(id, "login_block").ok();
        api.call("POST", path).key("one").json(body).send().is(first.text());
        assertThat(history(id)).containsExactly(id + "-2", id + "-1");
    }

    @Test
    void sanctions_that_an_earlier_version_applied_have_references_that_stay() {
        String id = users.create();
        users.limit(id, "max_owned_private_games", 1).ok();
        users.sanction(id, "game_join_block").ok();
        users.sanctionFor(id, "private_game_create_block", Duration.ofHours(1)).ok();
        users.pardon(id, "game_join_block").ok();
        String body = TestUsers.body("'sanction_code':'private_game_manage_block'");
        String path = Api.BASE + "/users/" + id + "/sanctions/apply";
        Reply last = api.call("POST", path).key("kept").json(body).send();
        List<List<String>> read = read(id);
        List<String> history = history(id);
        String standing = api.get("/users/" + id + "/standing").text();
        assertThat(history).containsExactly(id + "-3", id + "-2", id + "-1");
        uncount(id);
        assertThat(new Stored(redis).text(Stored.key("account", id))).doesNotContain("counted", "ordinal");
        assertThat(read(id)).isEqualTo(read);
        assertThat(history(id)).isEqualTo(history);
        api.get("/users/" + id + "/standing").is(standing);
        api.call("POST", path).key("kept").json(body).send().is(last.text());
        users.limit(id, "max_owned_private_games", 2).ok();
        assertThat(new Stored(redis).text(Stored.key("account", id))).contains("\"sanctions\":3}");
        api.advance(Duration.ofHours(2));
        assertThat(inForce(users.sanction(id, "game_join_block"))).containsExactly(id + "-3", id + "-4");
        assertThat(history(id)).containsExactly(id + "-4", id + "-3", id + "-2", id + "-1");
    }

    /** As when instances of both versions run beside each other. */
    @Test
    void sanctions_that_an_earlier_version_applies_in_between_are_counted_too() {
        String id = users.create();
        users.sanction(id, "game_join_block").ok();
        new Stored(redis).edit(id, account -> {
            JsonNode first = account.path("sanctions").get(0).deepCopy();
            account.withArray("sanctions").add(first.deepCopy());
            ((ObjectNode) account.path("sanctions").get(1))
                    .put("seq", 2)
                    .put("code", "login_block")
                    .remove("ordinal");
            account.put("seq", 3);
        });
        assertThat(read(id).getFirst()).containsExactly(id + "-2", id + "-1");
        assertThat(inForce(users.sanction(id, "profile_update_block")))
                .containsExactly(id + "-2", id + "-1", id + "-3");
        assertThat(history(id)).containsExactly(id + "-3", id + "-2", id + "-1");
    }
}
