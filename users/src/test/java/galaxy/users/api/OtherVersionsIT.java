package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records that another version wrote: what this one does not know is kept and shown, and decides nothing. */
class OtherVersionsIT extends OnEachTopology {
    private static final String ACTOR = "{\"type\":\"admin\",\"id\":\"ops-7\"}";

    private final TestUsers users = new TestUsers(api);
    private final Stored stored = new Stored(api.redis());

    private String newer() {
        String id = users.create();
        users.sanction(id, "game_join_block").ok();
        stored.edit(id, account -> {
            var sanctions = (ArrayNode) account.required("sanctions");
            ObjectNode known = (ObjectNode) sanctions.get(0);
            ObjectNode unknown = known.deepCopy().put("code", "chat_block").put("seq", 77);
            unknown.put("expires", api.clock.instant().plus(Duration.ofHours(1)).toEpochMilli());
            known.put("severity", 3);
            sanctions.insert(0, unknown);
            ObjectNode limit = account.putArray("limits").addObject();
            limit.put("seq", 78).put("code", "max_fleets").put("value", 9).put("reason", "because");
            limit.set("actor", Json.read(ACTOR));
            limit.put("applied", 5);
            account.put("seq", 79);
            account.put("shoe_size", 43);
        });
        return id;
    }

    @Test
    void are_shown_by_every_read() {
        String id = newer();
        String email = users.account(id).path("email").asString();
        JsonNode account = users.account(id);
        assertThat(Json.each(account.path("active_sanctions"), "sanction_code"))
                .containsExactly("game_join_block", "chat_block");
        assertThat(Json.each(account.path("active_limits"), "limit_code")).containsExactly("max_fleets");
        assertThat(account.path("effective_limits")).hasSize(6);
        JsonNode eligibility =
                api.get("/users/" + id + "/eligibility?explain=true").ok();
        assertThat(eligibility.path("markers").path("can_login").asBoolean()).isTrue();
        assertThat(Json.each(eligibility.path("denials"), "code")).doesNotContain("chat_block", "max_fleets");
        api.get("/users/" + id + "/exists").is("{'exists':true}");
        users.resolve(email)
                .is("{'kind':'existing','user_id':'" + id
                        + "','block_reason_code':null,'block_id':null,'block_expires_at':null}");
        users.ensure(email).ok();
        assertThat(Json.each(api.get("/users").ok().path("items"), "user_id")).contains(id);
        assertThat(Json.each(api.get("/users?can_login=true").ok().path("items"), "user_id"))
                .contains(id);
        assertThat(Json.each(users.history(id, "sanctions"), "sanction_code")).contains("chat_block");
        assertThat(Json.each(users.history(id, "limits"), "limit_code")).contains("max_fleets");
    }

    @Test
    void keep_what_is_unknown_through_writes() {
        String id = newer();
        users.country(id, "DE").ok();
        users.limit(id, "max_owned_private_games", 5).ok();
        users.rename(id, Api.freshName()).ok();
        ObjectNode account = stored.account(id);
        assertThat(account.path("shoe_size").asInt()).isEqualTo(43);
        assertThat(account.toString()).contains("chat_block", "max_fleets", "\"severity\":3");
        users.pardon(id, "game_join_block").ok();
        assertThat(stored.history("sanctions", id)).singleElement().asString().contains("\"severity\":3", "removal");
        api.advance(Duration.ofHours(2));
        users.country(id, "FR").ok();
        assertThat(stored.account(id).toString()).doesNotContain("chat_block").contains("max_fleets");
        assertThat(stored.history("sanctions", id).getLast()).contains("chat_block");
    }

    @Test
    void may_have_a_plan_of_their_own() {
        String id = users.create();
        users.grantForEver(id).ok();
        stored.edit(id, account -> ((ObjectNode) account.required("entitlement")).put("plan", "paid_weekly"));
        assertThat(users.account(id).path("entitlement").path("plan_code").asString())
                .isEqualTo("paid_weekly");
        assertThat(Json.each(api.get("/users?paid_state=paid").ok().path("items"), "user_id"))
                .contains(id);
        users.country(id, "DE").ok();
        assertThat(stored.account(id).path("entitlement").path("plan").asString())
                .isEqualTo("paid_weekly");
    }

    @Test
    void may_be_indexed_by_more_or_fewer_markers() {
        for (String markers : new String[] {"10011", "can_login", "can_login,can_fly"}) {
            String id = users.create();
            String before = stored.account(id).path("markers").asString();
            stored.edit(id, account -> account.put("markers", markers).put("indexed", "another"));
            assertThat(Json.each(api.get("/users").ok().path("items"), "user_id"))
                    .contains(id);
            users.account(id);
            await().untilAsserted(() ->
                    assertThat(stored.account(id).path("markers").asString()).isEqualTo(before));
            assertThat(stored.members(id, "markers:" + before)).anyMatch(member -> member.endsWith(id));
            users.country(id, "DE").ok();
        }
    }
}
