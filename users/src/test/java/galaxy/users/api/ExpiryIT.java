package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What changes with time alone: every read shows it from that instant on, before it is applied. */
class ExpiryIT extends OnEachTopology {
    private static final Duration WHILE = Duration.ofHours(1);
    private static final Duration TICK = Duration.ofMillis(1);

    private final TestUsers users = new TestUsers(api);

    /** One more user whose plan, sanction and override all end later; it was not read since. */
    private record Due(String id, String email, String name, String end) {}

    private Due due() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String end = api.time(WHILE);
        users.grantUntil(id, end).ok();
        users.sanctionFor(id, "login_block", WHILE).ok();
        users.limitFor(id, "max_active_game_memberships", 0, WHILE).ok();
        return new Due(id, email, users.account(id).path("race_name").asString(), end);
    }

    private static void assertInForce(JsonNode account) {
        assertThat(account.path("entitlement").path("plan_code").asString()).isEqualTo("paid_monthly");
        assertThat(Json.each(account.path("active_sanctions"), "sanction_code")).containsExactly("login_block");
        assertThat(Json.each(account.path("active_limits"), "limit_code"))
                .containsExactly("max_active_game_memberships");
        assertThat(account.path("effective_limits").get(5).path("value").asInt())
                .isZero();
    }

    private static void assertExpired(JsonNode account, String end) {
        assertThat(account.path("entitlement").toString()).isEqualTo(Json.compact(free(end)));
        assertThat(account.path("active_sanctions")).isEmpty();
        assertThat(account.path("active_limits")).isEmpty();
        assertThat(account.path("effective_limits").get(5).toString())
                .isEqualTo(Json.compact("{'limit_code':'max_active_game_memberships','value':3,'origin':'default'}"));
        assertThat(account.path("updated_at").asString()).isEqualTo(end);
    }

    private static String free(String end) {
        return """
                {'plan_code':'free','is_paid':false,'source':'entitlement_expiry',
                 'actor':{'type':'service','id':'user_service'},'reason_code':'paid_entitlement_expired',
                 'starts_at':'%s','ends_at':null,'updated_at':'%s'}""".formatted(end, end);
    }

    @Test
    void the_reads_of_an_account() {
        for (String read : List.of("account", "", "by-email", "by-race-name")) {
            Due due = due();
            api.advance(WHILE.minus(TICK));
            assertInForce(read(due, read));
            api.advance(TICK);
            assertExpired(read(due, read), due.end());
        }
    }

    private JsonNode read(Due due, String read) {
        Reply reply = switch (read) {
            case "by-email" -> api.post("/user-lookups/by-email", "{'email':'" + due.email() + "'}");
            case "by-race-name" -> api.post("/user-lookups/by-race-name", "{'race_name':'" + due.name() + "'}");
            case "" -> api.get("/users/" + due.id());
            default -> api.get("/users/" + due.id() + "/" + read);
        };
        return reply.ok();
    }

    @Test
    void eligibility() {
        Due due = due();
        api.advance(WHILE.minus(TICK));
        JsonNode before =
                api.get("/users/" + due.id() + "/eligibility?explain=true").ok();
        assertThat(before.path("markers").path("can_login").asBoolean()).isFalse();
        assertThat(before.path("denials")).hasSize(6);
        api.advance(TICK);
        JsonNode after =
                api.get("/users/" + due.id() + "/eligibility?explain=true").ok();
        assertThat(after.path("entitlement").toString()).isEqualTo(Json.compact(free(due.end())));
        assertThat(after.path("active_sanctions")).isEmpty();
        assertThat(after.path("markers").toString()).isEqualTo(Json.compact("""
                {'can_login':true,'can_create_private_game':false,'can_manage_private_game':false,
                 'can_join_game':true,'can_update_profile':true}"""));
        assertThat(Json.each(after.path("denials"), "code"))
                .containsExactly("max_owned_private_games", "max_active_private_games");
    }

    @Test
    void sign_in() {
        Due due = due();
        api.advance(WHILE.minus(TICK));
        users.resolve(due.email())
                .isOfBlock("{'kind':'blocked\','user_id':'%s','block_reason_code':'because'}".formatted(due.id()));
        api.advance(TICK);
        users.resolve(due.email())
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(due.id()));
    }

    @Test
    void the_listing_by_every_filter() {
        for (String filter : List.of(
                "paid_state=paid",
                "sanction_code=login_block",
                "limit_code=max_active_game_memberships",
                "can_login=false",
                "can_join_game=false",
                "can_update_profile=false",
                "paid_expires_after=2000-01-01T00:00:00Z")) {
            Due due = due();
            api.advance(WHILE.minus(TICK));
            assertThat(listed(filter)).as(filter).contains(due.id());
            api.advance(TICK);
            assertThat(listed(filter)).as(filter).doesNotContain(due.id());
        }
        for (String filter :
                List.of("paid_state=free", "can_login=true", "can_join_game=true", "can_update_profile=true")) {
            Due due = due();
            api.advance(WHILE.minus(TICK));
            assertThat(listed(filter)).as(filter).doesNotContain(due.id());
            api.advance(TICK);
            assertThat(listed(filter)).as(filter).contains(due.id());
        }
    }

    @Test
    void the_items_of_the_listing() {
        Due due = due();
        api.advance(WHILE);
        JsonNode item = api.get("/users?page_size=200")
                .ok()
                .path("items")
                .valueStream()
                .filter(each -> each.path("user_id").asString().equals(due.id()))
                .findFirst()
                .orElseThrow();
        assertExpired(item, due.end());
    }

    private List<String> listed(String filter) {
        return Json.each(api.get("/users?page_size=200&" + filter).ok().path("items"), "user_id");
    }

    @Test
    void the_histories() {
        Due periods = due();
        Due sanctions = due();
        Due limits = due();
        String start = api.now();
        api.advance(WHILE);
        String never = "'removed_at':null,'removed_by':null,'removal_reason_code':null";
        String who = "'reason_code':'because','actor':{'type':'admin','id':'ops-7'}";
        assertThat(users.history(periods.id(), "entitlement-periods").get(0).toString())
                .isEqualTo(Json.compact("""
                {'plan_code':'free','is_paid':false,'source':'entitlement_expiry',
                 'actor':{'type':'service','id':'user_service'},'reason_code':'paid_entitlement_expired',
                 'starts_at':'%s','ends_at':null,'created_at':'%s',%s}""".formatted(periods.end(), periods.end(), never)));
        JsonNode paid = users.history(periods.id(), "entitlement-periods").get(1);
        assertThat(paid.path("ends_at").asString()).isEqualTo(periods.end());
        assertThat(paid.path("removed_at").isNull()).isTrue();
        assertThat(users.history(sanctions.id(), "sanctions").toString())
                .isEqualTo(Json.compact("""
                [{'reference':'%s-1','sanction_code':'login_block','scope':'auth',%s,'applied_at':'%s','expires_at':'%s',%s}]""".formatted(sanctions.id(), who, start, sanctions.end(), never)));
        assertThat(users.history(limits.id(), "limits").toString())
                .isEqualTo(Json.compact("""
                [{'limit_code':'max_active_game_memberships','value':0,%s,'applied_at':'%s','expires_at':'%s',%s}]""".formatted(who, start, limits.end(), never)));
    }

    @Test
    void the_answers_of_commands() {
        Due due = due();
        api.advance(WHILE);
        users.pardon(due.id(), "login_block").is("{'user_id':'%s','active_sanctions':[]}".formatted(due.id()));
        Due another = due();
        api.advance(WHILE);
        assertThat(users.limit(another.id(), "max_owned_private_games", 5).ok().path("active_limits"))
                .hasSize(1);
        Due third = due();
        api.advance(WHILE);
        JsonNode renamed = users.rename(third.id(), Api.freshName()).ok();
        assertThat(renamed.path("entitlement").toString()).isEqualTo(Json.compact(free(third.end())));
        assertThat(renamed.path("active_sanctions")).isEmpty();
        Due fourth = due();
        api.advance(WHILE);
        assertExpired(users.settings(fourth.id(), "'preferred_language':'en'").ok(), fourth.end());
        Due fifth = due();
        api.advance(WHILE);
        assertThat(users.grantFor(fifth.id(), WHILE)
                        .ok()
                        .path("entitlement")
                        .path("starts_at")
                        .asString())
                .isEqualTo(fifth.end());
    }

    @Test
    void a_plan_that_ran_out_is_written_down_exactly_once_from_its_end_on_however_many_look() throws Exception {
        Due due = due();
        String late = api.advance(WHILE.plusDays(3));
        assertThat(late).isNotEqualTo(due.end());
        TestUsers.atOnce(20, i -> switch (i % 5) {
            case 0 -> api.get("/users/" + due.id());
            case 1 -> api.get("/users/" + due.id() + "/entitlement-periods");
            case 2 -> api.get("/users?paid_state=paid");
            case 3 -> users.sanction(due.id(), "game_join_block");
            default -> api.get("/users/" + due.id() + "/eligibility");
        });
        assertThat(api.events().kindsOf(due.id())).containsOnlyOnce("user.entitlement.changed expired_repaired");
        assertThat(users.history(due.id(), "entitlement-periods")
                        .valueStream()
                        .map(period -> period.path("source").asString() + " "
                                + period.path("starts_at").asString()))
                .containsOnlyOnce("entitlement_expiry " + due.end())
                .hasSize(3);
    }

    @Test
    void an_expired_sanction_or_limit_publishes_nothing() {
        String id = users.create();
        users.sanctionFor(id, "game_join_block", WHILE).ok();
        users.limitFor(id, "max_owned_private_games", 2, WHILE).ok();
        api.advance(WHILE);
        users.account(id);
        users.history(id, "sanctions");
        users.history(id, "limits");
        users.pardon(id, "game_join_block").ok();
        users.unlimit(id, "max_owned_private_games").ok();
        assertThat(api.events().kindsOf(id).subList(3, 5))
                .containsExactly("user.sanction.changed applied", "user.limit.changed set");
        assertThat(api.events().kindsOf(id)).hasSize(5);
    }

    @Test
    void what_expired_can_be_applied_again_and_is_a_record_of_its_own() {
        String id = users.create();
        users.sanctionFor(id, "game_join_block", WHILE).ok();
        api.advance(WHILE);
        users.sanction(id, "game_join_block").ok();
        JsonNode records = users.history(id, "sanctions");
        assertThat(records).hasSize(2);
        assertThat(Json.each(records, "removed_at")).containsExactly("null", "null");
    }
}
