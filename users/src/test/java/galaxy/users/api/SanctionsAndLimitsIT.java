package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SanctionsAndLimitsIT extends OnEachTopology {
    private static final List<String> SANCTIONS = List.of(
            "login_block",
            "private_game_create_block",
            "private_game_manage_block",
            "game_join_block",
            "profile_update_block");
    private static final List<String> LIMITS = List.of(
            "max_owned_private_games",
            "max_active_private_games",
            "max_pending_public_applications",
            "max_pending_private_join_requests",
            "max_pending_private_invites_sent",
            "max_active_game_memberships");
    private static final String OPS = "{'type':'admin','id':'ops-7'}";
    private static final String NEVER = "'removed_at':null,'removed_by':null,'removal_reason_code':null";

    private final TestUsers users = new TestUsers(api);

    private Reply apply(String id, String fields, String reason, String actor) {
        return api.post(
                "/users/" + id + "/sanctions/apply",
                "{'sanction_code':'game_join_block',%s'reason_code':'%s','actor':%s}".formatted(fields, reason, actor));
    }

    private Reply set(String id, String fields, String reason, String actor) {
        return api.post(
                "/users/" + id + "/limits/set",
                "{'limit_code':'max_owned_private_games',%s'reason_code':'%s','actor':%s}"
                        .formatted(fields, reason, actor));
    }

    @Test
    void a_sanction_is_answered_with_all_that_are_active() {
        String id = users.create();
        String now = api.advance(Duration.ofSeconds(1));
        String end = api.time(Duration.ofDays(1));
        apply(id, "'scope':'everywhere','expires_at':'" + end + "',", "griefing", "{'type':'service'}")
                .is("""
                {'user_id':'%s','active_sanctions':[{'reference':'%s-1','sanction_code':'game_join_block',
                 'scope':'everywhere','reason_code':'griefing','actor':{'type':'service','id':null},'applied_at':'%s',
                 'expires_at':'%s'}]}""".formatted(id, id, now, end));
        assertThat(users.account(id).path("updated_at").asString()).isEqualTo(now);
    }

    @Test
    void sanctions_are_in_the_order_of_the_contract_with_their_default_scopes() {
        String id = users.create();
        SANCTIONS.reversed().forEach(code -> users.sanction(id, code).ok());
        JsonNode active = users.account(id).path("active_sanctions");
        assertThat(Json.each(active, "sanction_code")).isEqualTo(SANCTIONS);
        assertThat(Json.each(active, "scope")).containsExactly("auth", "lobby", "lobby", "lobby", "profile");
    }

    @Test
    void an_identical_sanction_is_a_no_op() {
        String id = users.create();
        String end = api.time(Duration.ofDays(1));
        String first = apply(id, "'expires_at':'" + end + "',", "a", OPS).text();
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        apply(id, "'expires_at':'" + end + "',", "a", OPS).is(first);
        apply(id, "'scope':'lobby','expires_at':'%s',".formatted(end.replace("Z", "+00:00")), "a", OPS)
                .is(first);
        api.get("/users/" + id).is(account);
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.sanction.changed applied");
        assertThat(users.history(id, "sanctions")).hasSize(1);
    }

    @Test
    void another_sanction_of_the_code_supersedes_the_one_in_force() {
        String id = users.create();
        String start = api.now();
        apply(id, "", "a", OPS).ok();
        for (String other : List.of(
                "'scope':'other',|a|" + OPS,
                "'expires_at':'2030-01-01T00:00:00Z',|a|" + OPS,
                "|b|" + OPS,
                "|b|{'type':'admin','id':'ops-8'}",
                "|b|{'type':'admin'}")) {
            api.advance(Duration.ofSeconds(1));
            String[] parts = other.split("\\|", -1);
            assertThat(apply(id, parts[0], parts[1], parts[2]).ok().path("active_sanctions"))
                    .hasSize(1);
        }
        JsonNode history = users.history(id, "sanctions");
        assertThat(history).hasSize(6);
        assertThat(history.get(5).toString())
                .isEqualTo(Json.compact("""
                {'reference':'%s-1','sanction_code':'game_join_block','scope':'lobby','reason_code':'a','actor':%s,'applied_at':'%s',
                 'expires_at':null,'removed_at':'%s','removed_by':%s,'removal_reason_code':'a'}""".formatted(id, OPS, start, api.time(Duration.ofSeconds(-4)), OPS)));
        assertThat(history.get(0).toString()).isEqualTo(Json.compact("""
                {'reference':'%s-6','sanction_code':'game_join_block','scope':'lobby','reason_code':'b','actor':{'type':'admin','id':null},
                 'applied_at':'%s','expires_at':null,%s}""".formatted(id, api.now(), NEVER)));
    }

    @Test
    void a_removed_sanction_keeps_when_by_whom_and_why() {
        String id = users.create();
        String start = api.now();
        users.sanction(id, "game_join_block").ok();
        users.sanction(id, "login_block").ok();
        String now = api.advance(Duration.ofSeconds(1));
        Reply removed = api.post("/users/" + id + "/sanctions/remove", """
                {'sanction_code':'game_join_block','reason_code':'appeal','actor':{'type':'service','id':'appeals'}}""");
        assertThat(Json.each(removed.ok().path("active_sanctions"), "sanction_code"))
                .containsExactly("login_block");
        assertThat(users.account(id).path("updated_at").asString()).isEqualTo(now);
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        users.pardon(id, "game_join_block").is(removed.text());
        api.get("/users/" + id).is(account);
        assertThat(users.history(id, "sanctions").toString())
                .isEqualTo(Json.compact("""
                [{'reference':'%s-2','sanction_code':'login_block','scope':'auth','reason_code':'because','actor':%s,'applied_at':'%s',
                  'expires_at':null,%s},
                 {'reference':'%s-1','sanction_code':'game_join_block','scope':'lobby','reason_code':'because','actor':%s,'applied_at':'%s',
                  'expires_at':null,'removed_at':'%s','removed_by':{'type':'service','id':'appeals'},
                  'removal_reason_code':'appeal'}]""".formatted(id, OPS, start, NEVER, id, OPS, start, now)));
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.sanction.changed removed");
    }

    @Test
    void an_expiry_in_the_past_is_refused() {
        String id = users.create();
        for (Duration past : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(-1))) {
            users.sanctionFor(id, "game_join_block", past).invalid("expires_at");
            users.limitFor(id, "max_owned_private_games", 1, past).invalid("expires_at");
        }
        users.sanctionFor(id, "game_join_block", Duration.ofMillis(1)).ok();
        users.limitFor(id, "max_owned_private_games", 1, Duration.ofMillis(1)).ok();
    }

    @Test
    void an_override_is_answered_with_all_limits() {
        String id = users.create();
        String now = api.advance(Duration.ofSeconds(1));
        users.limit(id, "max_active_game_memberships", 0).ok();
        set(id, "'value':1000000,", "event", "{'type':'service'}").is("""
                {'user_id':'%s',
                 'active_limits':[
                  {'limit_code':'max_owned_private_games','value':1000000,'reason_code':'event',
                   'actor':{'type':'service','id':null},'applied_at':'%s','expires_at':null},
                  {'limit_code':'max_active_game_memberships','value':0,'reason_code':'because',
                   'actor':%s,'applied_at':'%s','expires_at':null}],
                 'effective_limits':[
                  {'limit_code':'max_owned_private_games','value':1000000,'origin':'override'},
                  {'limit_code':'max_active_private_games','value':0,'origin':'default'},
                  {'limit_code':'max_pending_public_applications','value':3,'origin':'default'},
                  {'limit_code':'max_pending_private_join_requests','value':3,'origin':'default'},
                  {'limit_code':'max_pending_private_invites_sent','value':0,'origin':'default'},
                  {'limit_code':'max_active_game_memberships','value':0,'origin':'override'}]}""".formatted(id, now, OPS, now));
        assertThat(users.account(id).path("updated_at").asString()).isEqualTo(now);
    }

    @Test
    void every_limit_can_be_overridden_and_is_in_the_order_of_the_contract() {
        String id = users.create();
        LIMITS.reversed().forEach(code -> users.limit(id, code, 7).ok());
        JsonNode account = users.account(id);
        assertThat(Json.each(account.path("active_limits"), "limit_code")).isEqualTo(LIMITS);
        assertThat(Json.each(account.path("effective_limits"), "limit_code")).isEqualTo(LIMITS);
        assertThat(Json.each(account.path("effective_limits"), "origin")).containsOnly("override");
        users.grantForEver(id).ok();
        assertThat(users.account(id)
                        .path("effective_limits")
                        .valueStream()
                        .map(each -> each.path("value").asInt()))
                .containsOnly(7);
    }

    @Test
    void an_identical_override_is_a_no_op_and_another_supersedes_it() {
        String id = users.create();
        String start = api.now();
        String first = set(id, "'value':1,", "a", OPS).text();
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        set(id, "'value':1,", "a", OPS).is(first);
        api.get("/users/" + id).is(account);
        assertThat(users.history(id, "limits")).hasSize(1);
        String now = api.advance(Duration.ofSeconds(1));
        set(id, "'value':2,", "b", "{'type':'admin'}").ok();
        assertThat(users.history(id, "limits").toString())
                .isEqualTo(Json.compact("""
                [{'limit_code':'max_owned_private_games','value':2,'reason_code':'b',
                  'actor':{'type':'admin','id':null},'applied_at':'%s','expires_at':null,%s},
                 {'limit_code':'max_owned_private_games','value':1,'reason_code':'a','actor':%s,'applied_at':'%s',
                  'expires_at':null,'removed_at':'%s','removed_by':{'type':'admin','id':null},
                  'removal_reason_code':'b'}]""".formatted(now, NEVER, OPS, start, now)));
        assertThat(api.events().kindsOf(id))
                .filteredOn("user.limit.changed set"::equals)
                .hasSize(2);
    }

    @Test
    void a_removed_override_lets_the_default_count_again() {
        String id = users.create();
        users.limit(id, "max_owned_private_games", 9).ok();
        Reply removed = users.unlimit(id, "max_owned_private_games");
        assertThat(removed.ok().path("active_limits")).isEmpty();
        assertThat(removed.ok().path("effective_limits").get(0).toString())
                .isEqualTo(Json.compact("{'limit_code':'max_owned_private_games','value':0,'origin':'default'}"));
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        users.unlimit(id, "max_owned_private_games").is(removed.text());
        api.get("/users/" + id).is(account);
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.limit.changed removed");
    }

    @Test
    void codes_and_values_outside_the_lists_are_refused() {
        String id = users.create();
        for (String code : List.of("", "LOGIN_BLOCK", "login", "max_owned_private_games")) {
            users.sanction(id, code).invalid("sanction_code");
            users.pardon(id, code).invalid("sanction_code");
        }
        for (String code : List.of("", "MAX_OWNED_PRIVATE_GAMES", "max", "login_block")) {
            users.limit(id, code, 1).invalid("limit_code");
            users.unlimit(id, code).invalid("limit_code");
        }
        for (String value :
                List.of("-1", "1000001", "1.5", "1e9", "'1'", "true", "null", "[]", "99999999999999999999")) {
            set(id, "'value':" + value + ",", "a", OPS).invalid("value");
        }
        for (String scope : List.of("''", "'Lobby'", "'1a'", "'a-b'", "'" + "a".repeat(65) + "'")) {
            apply(id, "'scope':" + scope + ",", "a", OPS).invalid("scope");
        }
    }

    @Test
    void commands_on_sanctions_and_limits_of_an_unknown_user_are_refused() {
        Map<String, String> commands = Map.of(
                "sanctions/apply", "'sanction_code':'login_block'",
                "sanctions/remove", "'sanction_code':'login_block'",
                "limits/set", "'limit_code':'max_owned_private_games','value':1",
                "limits/remove", "'limit_code':'max_owned_private_games'");
        commands.forEach((command, fields) -> {
            users.command("usr_00000000000000000000000000", command, fields).userNotFound();
            users.command("unknown", command, fields).userNotFound();
        });
    }

    @Test
    void competing_sanctions_leave_one_in_force_and_every_other_in_the_history() throws Exception {
        String id = users.create();
        TestUsers.atOnce(10, i -> apply(id, "", "reason_" + i, OPS).ok());
        assertThat(users.account(id).path("active_sanctions")).hasSize(1);
        assertThat(users.history(id, "sanctions")).hasSize(10);
        assertThat(Json.each(users.history(id, "sanctions"), "removed_at").subList(0, 2))
                .containsExactly("null", api.now());
    }
}
