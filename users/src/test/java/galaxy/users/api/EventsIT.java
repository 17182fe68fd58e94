package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsIT extends OnEachTopology {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ACTOR = "'actor':{'type':'admin','id':'ops-7'}";

    private final TestUsers users = new TestUsers(api);

    /** The last event about a user has exactly these attributes and this data. */
    private void assertLast(String id, String type, String data) {
        Events.Event last = api.events().of(id).getLast();
        Map<String, String> attributes = last.attributes();
        assertThat(attributes)
                .containsEntry("specversion", "1.0")
                .containsEntry("type", type)
                .containsEntry("source", "/galaxy/users")
                .containsEntry("subject", id)
                .containsEntry("time", api.now())
                .containsEntry("datacontenttype", "application/json")
                .containsOnlyKeys(
                        "specversion",
                        "id",
                        "type",
                        "source",
                        "subject",
                        "time",
                        "datacontenttype",
                        "traceparent",
                        "sequence",
                        "data");
        assertThat(attributes.get("traceparent")).matches("00-" + TRACE + "-[0-9a-f]{16}-0[01]");
        assertThat(attributes.get("data")).isEqualTo(Json.compact(data));
    }

    private Reply traced(String path, String body) {
        api.advance(Duration.ofMillis(1));
        Reply reply = api.call("POST", Api.BASE + path)
                .json(body)
                .header("X-Request-Id", "req-7")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .send();
        reply.ok();
        return reply;
    }

    @Test
    void a_created_user_is_announced_in_three_events() {
        String email = Api.freshEmail();
        String now = api.time(Duration.ofMillis(1));
        String id = traced("/users/ensure-by-email", TestUsers.ensureBody(email))
                .ok()
                .path("user_id")
                .asString();
        String name = users.account(id).path("race_name").asString();
        List<Events.Event> events = api.events().of(id);
        String from =
                "'operation':'initialized','mutation_source':'auth_registration','caller':null,'actor':%s,'request_id':'req-7',";
        assertThat(events)
                .extracting(Events.Event::type)
                .containsExactly("user.profile.changed", "user.settings.changed", "user.entitlement.changed");
        assertThat(events)
                .extracting(event -> event.attributes().get("data"))
                .containsExactly(
                        Json.compact("{" + from.formatted("null") + "'race_name':'" + name + "'}"),
                        Json.compact("{" + from.formatted("null")
                                + "'preferred_language':'en','time_zone':'Europe/Berlin'}"),
                        Json.compact("{" + from.formatted("{'type':'service','id':'user_service'}")
                                + """
                                'entitlement':{'plan_code':'free','is_paid':false,'source':'auth_registration',
                                'actor':{'type':'service','id':'user_service'},'reason_code':'initial_free_entitlement',
                                'starts_at':'%s','ends_at':null,'updated_at':'%s'}}""".formatted(now, now)));
        assertThat(events).extracting(event -> event.attributes().get("id")).doesNotHaveDuplicates();
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.attributes().get("traceparent")).contains(TRACE));
    }

    @Test
    void every_operation_is_announced_with_what_changed() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String user = "/users/" + id + "/";
        String self =
                "{'operation':'updated','mutation_source':'self_service','caller':null,'actor':null,'request_id':'req-7',";
        String name = Api.freshName();
        traced(user + "profile", "{'race_name':'" + name + "'}");
        assertLast(id, "user.profile.changed", self + "'race_name':'" + name + "'}");
        traced(user + "settings", "{'time_zone':'UTC'}");
        assertLast(id, "user.settings.changed", self + "'preferred_language':'en','time_zone':'UTC'}");

        String block =
                "{'operation':'%s','mutation_source':'auth_block','caller':null,%s,'request_id':'req-7','reason_code':'%s'}";
        traced(user + "block", "{'reason_code':'fraud'}");
        assertLast(
                id,
                "user.block.changed",
                block.formatted("blocked", "'actor':null", "fraud").replaceFirst("'}$", "','expires_at':null}"));
        traced("/user-blocks/by-email/remove", "{'email':'" + email + "'," + TestUsers.WHO + "}");
        assertLast(id, "user.block.changed", block.formatted("unblocked", ACTOR, "because"));
        traced("/user-blocks/by-email", "{'email':'" + email + "'," + TestUsers.WHO + "}");
        assertLast(
                id,
                "user.block.changed",
                block.formatted("blocked", ACTOR, "because").replaceFirst("'}$", "','expires_at':null}"));

        String sync =
                "{'operation':'updated','mutation_source':'geo_sync','caller':null,'actor':null,'request_id':'req-7','declared_country':'DE'}";
        traced(user + "declared-country/sync", "{'declared_country':'DE'}");
        assertLast(id, "user.declared_country.changed", sync);
    }

    @Test
    void every_command_is_announced_with_what_is_in_force_or_was_removed() {
        String id = users.create();
        String user = "/users/" + id + "/";
        String admin = "{'operation':'%s','mutation_source':'admin_command','caller':null," + ACTOR
                + ",'request_id':'req-7','%s':%s}";
        String paid = """
                {'plan_code':'paid_monthly','is_paid':true,'source':'billing',%s,'reason_code':'because',
                 'starts_at':'%s','ends_at':'%s','updated_at':'%s'}""";
        String end = api.time(Duration.ofDays(30));
        String start = api.time(Duration.ofMillis(1));
        traced(
                user + "entitlements/grant",
                TestUsers.body(TestUsers.paid("'plan_code':'paid_monthly','ends_at':'" + end + "'")));
        assertLast(
                id,
                "user.entitlement.changed",
                admin.formatted("granted", "entitlement", paid.formatted(ACTOR, start, end, start)));
        String later = api.time(Duration.ofDays(60));
        traced(user + "entitlements/extend", TestUsers.body(TestUsers.paid("'ends_at':'" + later + "'")));
        assertLast(
                id,
                "user.entitlement.changed",
                admin.formatted("extended", "entitlement", paid.formatted(ACTOR, start, later, api.now())));
        traced(user + "entitlements/revoke", TestUsers.body(TestUsers.paid("")));
        assertLast(id, "user.entitlement.changed", admin.formatted("revoked", "entitlement", """
                {'plan_code':'free','is_paid':false,'source':'billing',%s,'reason_code':'because',
                 'starts_at':'%s','ends_at':null,'updated_at':'%s'}""".formatted(
                        ACTOR, api.now(), api.now())));

        String sanction = """
                {'reference':'%s-1','sanction_code':'game_join_block','scope':'lobby','reason_code':'because',%s,'applied_at':'%s','expires_at':null,
                 'removed_at':%s,'removed_by':%s,'removal_reason_code':%s}""";
        traced(user + "sanctions/apply", TestUsers.body("'sanction_code':'game_join_block'"));
        String applied = api.now();
        assertLast(
                id,
                "user.sanction.changed",
                admin.formatted("applied", "sanction", sanction.formatted(id, ACTOR, applied, "null", "null", "null")));
        traced(user + "sanctions/remove", TestUsers.body("'sanction_code':'game_join_block'"));
        String removed = "'" + api.now() + "'";
        String by = ACTOR.substring("'actor':".length());
        assertLast(
                id,
                "user.sanction.changed",
                admin.formatted(
                        "removed", "sanction", sanction.formatted(id, ACTOR, applied, removed, by, "'because'")));

        String limit = """
                {'limit_code':'max_owned_private_games','value':4,'reason_code':'because',%s,'applied_at':'%s','expires_at':null,
                 'removed_at':%s,'removed_by':%s,'removal_reason_code':%s}""";
        traced(user + "limits/set", TestUsers.body("'limit_code':'max_owned_private_games','value':4"));
        String set = api.now();
        assertLast(
                id,
                "user.limit.changed",
                admin.formatted("set", "limit", limit.formatted(ACTOR, set, "null", "null", "null")));
        traced(user + "limits/remove", TestUsers.body("'limit_code':'max_owned_private_games'"));
        String unset = "'" + api.now() + "'";
        assertLast(
                id,
                "user.limit.changed",
                admin.formatted("removed", "limit", limit.formatted(ACTOR, set, unset, by, "'because'")));
    }

    @Test
    void a_plan_that_ran_out_is_announced_as_of_its_end() {
        String id = users.create();
        users.grantFor(id, Duration.ofHours(1)).ok();
        String end = api.advance(Duration.ofHours(1));
        users.history(id, "entitlement-periods");
        Events.Event last = api.events().of(id).getLast();
        assertThat(last.what()).isEqualTo("user.entitlement.changed expired_repaired");
        assertThat(last.data().path("mutation_source").asString()).isEqualTo("expiry");
        assertThat(last.data().path("actor").toString()).isEqualTo("{\"type\":\"service\",\"id\":\"user_service\"}");
        assertThat(last.data().path("entitlement").path("starts_at").asString()).isEqualTo(end);
    }

    @Test
    void the_events_of_a_user_come_in_the_order_of_the_changes_with_rising_sequences() throws Exception {
        String id = users.create();
        TestUsers.atOnce(10, i -> users.limit(id, "max_owned_private_games", i).ok());
        List<Events.Event> events = api.events().of(id);
        List<Long> sequences = new ArrayList<>();
        events.forEach(event -> sequences.add(Long.parseLong(event.attributes().get("sequence"))));
        assertThat(sequences).isSorted();
        assertThat(sequences.subList(2, 13)).doesNotHaveDuplicates();
        assertThat(events.getLast().data().path("limit").path("value"))
                .isEqualTo(users.account(id).path("active_limits").get(0).path("value"));
    }

    @Test
    void a_malformed_trace_is_replaced_by_one_of_the_service() {
        String id = users.create();
        api.call("POST", Api.BASE + "/users/" + id + "/settings")
                .json("{'time_zone':'UTC'}")
                .header("traceparent", "00-zz-zz-01")
                .send()
                .ok();
        assertThat(api.events().of(id).getLast().attributes().get("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void no_event_holds_an_address() {
        String email = "marked-address@example.com";
        String id = users.create(email);
        users.rename(id, Api.freshName()).ok();
        users.block(email, "spam").ok();
        users.unblock(email).ok();
        users.block("marked-unknown@example.com", "spam").ok();
        users.grantForEver(id).ok();
        api.events().of(id);
        assertThat(api.events().all())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.attributes().toString()).doesNotContain("@", "marked"));
    }
}
