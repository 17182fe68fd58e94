package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitlementsIT extends OnEachTopology {
    private static final Duration MONTH = Duration.ofDays(30);

    private final TestUsers users = new TestUsers(api);

    private static String snapshot(String plan, String start, String end, String updated) {
        return """
                {'plan_code':'%s','is_paid':%s,'source':'billing','actor':{'type':'admin','id':'ops-7'},
                 'reason_code':'because','starts_at':'%s','ends_at':%s,'updated_at':'%s'}""".formatted(plan, !plan.equals("free"), start, end.isEmpty() ? "null" : "'" + end + "'", updated);
    }

    private static String answer(String id, String snapshot) {
        return "{'user_id':'%s','entitlement':%s}".formatted(id, snapshot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid_monthly", "paid_yearly"})
    void a_finite_plan_is_granted_from_now_to_its_end(String plan) {
        String id = users.create();
        String now = api.advance(Duration.ofSeconds(1));
        String end = api.time(MONTH);
        users.command(id, "entitlements/grant", TestUsers.paid("'plan_code':'%s','ends_at':'%s'".formatted(plan, end)))
                .is(answer(id, snapshot(plan, now, end, now)));
        assertThat(users.account(id).path("entitlement").toString())
                .isEqualTo(Json.compact(snapshot(plan, now, end, now)));
        assertThat(users.account(id).path("updated_at").asString()).isEqualTo(now);
    }

    @Test
    void a_lifetime_plan_is_granted_without_an_end() {
        String id = users.create();
        users.grantForEver(id).is(answer(id, snapshot("paid_lifetime", api.now(), "", api.now())));
        users.command(
                        users.create(),
                        "entitlements/grant",
                        TestUsers.paid("'plan_code':'paid_lifetime','ends_at':'%s'".formatted(api.time(MONTH))))
                .invalid("ends_at");
    }

    @Test
    void an_actor_without_an_id_is_answered_with_null() {
        String id = users.create();
        api.post("/users/" + id + "/entitlements/grant", """
                {'plan_code':'paid_lifetime','source':'billing','reason_code':'r','actor':{'type':'service'}}""").ok();
        assertThat(users.account(id).path("entitlement").path("actor").toString())
                .isEqualTo("{\"type\":\"service\",\"id\":null}");
    }

    @Test
    void the_end_lies_in_the_future_and_the_start_does_not() {
        String id = users.create();
        users.command(id, "entitlements/grant", TestUsers.paid("'plan_code':'paid_monthly'"))
                .invalid("ends_at");
        users.grantUntil(id, api.now()).invalid("ends_at");
        users.grantUntil(id, api.time(Duration.ofMillis(-1))).invalid("ends_at");
        String finer = api.now().replace("Z", "999Z");
        users.grantUntil(id, finer).invalid("ends_at");
        String future = "'plan_code':'paid_monthly','starts_at':'%s','ends_at':'%s'";
        users.command(
                        id,
                        "entitlements/grant",
                        TestUsers.paid(future.formatted(api.time(Duration.ofMillis(1)), api.time(MONTH))))
                .invalid("starts_at");
        for (String early : List.of("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59.999Z")) {
            users.command(id, "entitlements/grant", TestUsers.paid(future.formatted(early, api.time(MONTH))))
                    .invalid("starts_at");
        }
        String tick = api.time(Duration.ofMillis(1));
        users.command(id, "entitlements/grant", TestUsers.paid(future.formatted(api.now(), tick)))
                .is(answer(id, snapshot("paid_monthly", api.now(), tick, api.now())));
    }

    @Test
    void a_plan_may_have_started_earlier_and_times_may_have_any_offset() {
        String id = users.create();
        users.command(id, "entitlements/grant", TestUsers.paid("""
                'plan_code':'paid_yearly','starts_at':'2026-02-01T01:30:00.0009+01:30','ends_at':'2030-01-01T00:00:00.1239-05:00'"""))
                .is(answer(
                        id,
                        snapshot("paid_yearly", "2026-02-01T00:00:00.000Z", "2030-01-01T05:00:00.123Z", api.now())));
    }

    @Test
    void only_a_free_user_is_granted_a_plan() {
        String id = users.create();
        users.grantFor(id, MONTH).ok();
        String before = api.get("/users/" + id).text();
        users.grantFor(id, MONTH.plusDays(1)).conflict();
        users.grantForEver(id).conflict();
        api.get("/users/" + id).is(before);
        api.advance(MONTH);
        users.grantForEver(id).ok();
        users.grantFor(id, MONTH).conflict();
    }

    @Test
    void no_plan_but_a_paid_one_is_granted() {
        String id = users.create();
        for (String plan : List.of("free", "", "PAID_MONTHLY", "paid", "paid_weekly")) {
            users.command(
                            id,
                            "entitlements/grant",
                            TestUsers.paid("'plan_code':'%s','ends_at':'%s'".formatted(plan, api.time(MONTH))))
                    .invalid("plan_code");
        }
    }

    @Test
    void an_extension_moves_the_end_and_keeps_the_start() {
        String id = users.create();
        String start = api.now();
        String end = api.time(MONTH);
        users.grantUntil(id, end).ok();
        String now = api.advance(Duration.ofDays(1));
        String later = api.time(MONTH);
        users.extend(id, later).is(answer(id, snapshot("paid_monthly", start, later, now)));
        assertThat(users.history(id, "entitlement-periods").get(0).toString())
                .isEqualTo(Json.compact("""
                {'plan_code':'paid_monthly','is_paid':true,'source':'billing','actor':{'type':'admin','id':'ops-7'},
                 'reason_code':'because','starts_at':'%s','ends_at':'%s','created_at':'%s',
                 'removed_at':null,'removed_by':null,'removal_reason_code':null}""".formatted(end, later, now)));
    }

    @Test
    void only_to_later_than_its_current_end_is_a_plan_extended() {
        String id = users.create();
        String end = api.time(MONTH);
        users.grantUntil(id, end).ok();
        users.extend(id, end).conflict();
        users.extend(id, end.replace("Z", "9Z")).conflict();
        users.extend(id, api.time(MONTH.minusMillis(1))).conflict();
        users.extend(id, api.now()).invalid("ends_at");
        users.extend(id, api.time(Duration.ofMillis(-1))).invalid("ends_at");
        users.extend(id, api.time(MONTH.plusMillis(1))).ok();
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.entitlement.changed extended");
    }

    @Test
    void neither_a_free_nor_a_lifetime_nor_an_ended_plan_is_extended() {
        String id = users.create();
        users.extend(id, api.time(MONTH)).conflict();
        users.grantForEver(id).ok();
        users.extend(id, api.time(MONTH)).conflict();
        String ended = users.create();
        users.grantFor(ended, MONTH).ok();
        api.advance(MONTH);
        users.extend(ended, api.time(MONTH)).conflict();
    }

    @Test
    void a_plan_is_extended_at_the_last_millisecond_of_its_life() {
        String id = users.create();
        users.grantFor(id, MONTH).ok();
        api.advance(MONTH.minusMillis(1));
        users.extend(id, api.time(MONTH)).ok();
        api.advance(Duration.ofMillis(1));
        assertThat(users.account(id).path("entitlement").path("is_paid").asBoolean())
                .isTrue();
    }

    @Test
    void a_revoked_user_is_free_from_now_on() {
        for (boolean finite : List.of(true, false)) {
            String id = users.create();
            Reply granted = finite ? users.grantFor(id, MONTH) : users.grantForEver(id);
            granted.ok();
            String now = api.advance(Duration.ofDays(1));
            users.revoke(id).is(answer(id, snapshot("free", now, "", now)));
            users.revoke(id).conflict();
            users.extend(id, api.time(MONTH)).conflict();
            users.grantFor(id, MONTH).ok();
        }
    }

    @Test
    void a_free_or_ended_user_is_not_revoked() {
        String id = users.create();
        users.revoke(id).conflict();
        users.grantFor(id, MONTH).ok();
        api.advance(MONTH);
        users.revoke(id).conflict();
        assertThat(api.events().kindsOf(id)).doesNotContain("user.entitlement.changed revoked");
    }

    @Test
    void competing_grants_leave_one_plan() throws Exception {
        String id = users.create();
        List<Reply> replies = TestUsers.atOnce(10, i -> users.grantFor(id, MONTH.plusDays(i)));
        assertThat(replies).extracting(Reply::status).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.entitlement.changed granted");
        assertThat(users.history(id, "entitlement-periods")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "extend", "revoke"})
    void commands_on_entitlements_of_an_unknown_user_are_refused(String command) {
        String fields = switch (command) {
            case "grant" -> "'plan_code':'paid_lifetime'";
            case "extend" -> "'ends_at':'" + api.time(MONTH) + "'";
            default -> "";
        };
        for (String id : List.of("usr_00000000000000000000000000", "unknown")) {
            users.command(id, "entitlements/" + command, TestUsers.paid(fields)).userNotFound();
        }
    }

    @Test
    void the_history_has_every_period_and_what_cut_it_short() {
        String created = api.now();
        String id = users.create();
        String granted = api.advance(Duration.ofDays(1));
        String end = api.time(MONTH);
        users.grantUntil(id, end).ok();
        String extended = api.advance(Duration.ofDays(1));
        String later = api.time(MONTH.multipliedBy(2));
        users.extend(id, later).ok();
        String revoked = api.advance(Duration.ofDays(1));
        users.revoke(id).ok();
        String who = "'actor':{'type':'admin','id':'ops-7'},'reason_code':'because'";
        String never = "'removed_at':null,'removed_by':null,'removal_reason_code':null";
        String byOps = "'removed_at':'%s','removed_by':{'type':'admin','id':'ops-7'},'removal_reason_code':'because'";
        api.get("/users/" + id + "/entitlement-periods").is("""
                {'items':[
                 {'plan_code':'free','is_paid':false,'source':'billing',%s,
                  'starts_at':'%s','ends_at':null,'created_at':'%s',%s},
                 {'plan_code':'paid_monthly','is_paid':true,'source':'billing',%s,
                  'starts_at':'%s','ends_at':'%s','created_at':'%s',%s},
                 {'plan_code':'paid_monthly','is_paid':true,'source':'billing',%s,
                  'starts_at':'%s','ends_at':'%s','created_at':'%s',%s},
                 {'plan_code':'free','is_paid':false,'source':'auth_registration',
                  'actor':{'type':'service','id':'user_service'},'reason_code':'initial_free_entitlement',
                  'starts_at':'%s','ends_at':null,'created_at':'%s',%s}],
                 'next_page_token':null}""".formatted(
                        who,
                        revoked,
                        revoked,
                        never,
                        who,
                        end,
                        later,
                        extended,
                        byOps.formatted(revoked),
                        who,
                        granted,
                        end,
                        granted,
                        byOps.formatted(revoked),
                        created,
                        created,
                        byOps.formatted(granted)));
    }
}
