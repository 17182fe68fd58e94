package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a user is shown of the own account. */
class StandingIT extends OnEachTopology {
    private static final Duration DAY = Duration.ofDays(1);

    private final TestUsers users = new TestUsers(api);

    private Reply standing(String id) {
        return api.get("/users/" + id + "/standing");
    }

    private static double roundTrips(String operation) {
        return Metrics.of(api.registry).sum("store_call_seconds_count", "operation=\"" + operation + "\"");
    }

    @Test
    void the_standing_of_a_new_user_is_complete() {
        String id = users.create();
        standing(id).is("""
                {'user_id':'%s','as_of':'%s',
                 'plan':{'plan_code':'free','is_paid':false,'starts_at':'%s','ends_at':null},
                 'email_block':null,'active_sanctions':[],'past_sanctions':[],
                 'markers':{'can_login':true,'can_create_private_game':false,'can_manage_private_game':false,
                   'can_join_game':true,'can_update_profile':true},
                 'denials':[
                   {'marker':'can_create_private_game','kind':'limit','code':'max_owned_private_games','expires_at':null},
                   {'marker':'can_manage_private_game','kind':'limit','code':'max_active_private_games','expires_at':null}],
                 'effective_limits':[
                   {'limit_code':'max_owned_private_games','value':0,'origin':'default','expires_at':null},
                   {'limit_code':'max_active_private_games','value':0,'origin':'default','expires_at':null},
                   {'limit_code':'max_pending_public_applications','value':3,'origin':'default','expires_at':null},
                   {'limit_code':'max_pending_private_join_requests','value':3,'origin':'default','expires_at':null},
                   {'limit_code':'max_pending_private_invites_sent','value':0,'origin':'default','expires_at':null},
                   {'limit_code':'max_active_game_memberships','value':3,'origin':'default','expires_at':null}]}""".formatted(id, api.now(), api.now()));
    }

    @Test
    void it_shows_all_sanctions_and_blocks_without_saying_by_whom() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String start = api.now();
        users.grantFor(id, DAY).ok();
        users.sanction(id, "profile_update_block").ok();
        users.sanctionFor(id, "login_block", DAY).ok();
        users.limitFor(id, "max_owned_private_games", 7, DAY).ok();
        users.block(email, "chargeback").ok();
        JsonNode standing = standing(id).ok();
        String end = api.time(DAY);
        assertThat(standing.path("plan").toString())
                .isEqualTo(Json.compact("{'plan_code':'paid_monthly','is_paid':true,'starts_at':'%s','ends_at':'%s'}"
                        .formatted(start, end)));
        assertThat(standing.path("email_block").toString())
                .isEqualTo(Json.compact(
                        "{'reason_code':'chargeback','blocked_at':'%s','expires_at':null}".formatted(start)));
        assertThat(standing.path("active_sanctions").toString())
                .isEqualTo(Json.compact("""
                [{'reference':'%s-2','sanction_code':'login_block','scope':'auth','reason_code':'because','applied_at':'%s',
                  'expires_at':'%s'},
                 {'reference':'%s-1','sanction_code':'profile_update_block','scope':'profile','reason_code':'because',
                  'applied_at':'%s','expires_at':null}]""".formatted(id, start, end, id, start)));
        assertThat(standing.path("effective_limits").get(0).toString())
                .isEqualTo(Json.compact("{'limit_code':'max_owned_private_games','value':7,'origin':'override',"
                        + "'expires_at':'%s'}".formatted(end)));
        JsonNode eligibility =
                api.get("/users/" + id + "/eligibility?explain=true").ok();
        assertThat(standing.path("markers")).isEqualTo(eligibility.path("markers"));
        assertThat(standing.path("denials")).isEqualTo(eligibility.path("denials"));
        assertThat(standing.toString()).doesNotContain("actor", "ops-7", "source", "billing");
        api.advance(DAY);
        assertThat(standing(id).ok().path("plan").path("plan_code").asString()).isEqualTo("free");
        users.unblock(email).ok();
        assertThat(standing(id).ok().path("email_block").isNull()).isTrue();
    }

    @Test
    void past_sanctions_are_those_that_expired_were_removed_or_superseded() {
        String id = users.create();
        String start = api.now();
        users.sanctionFor(id, "game_join_block", DAY).ok();
        String superseded = api.advance(Duration.ofHours(1));
        users.sanctionFor(id, "game_join_block", DAY).ok();
        String end = api.time(DAY);
        users.sanction(id, "login_block").ok();
        String removed = api.advance(Duration.ofHours(1));
        users.pardon(id, "login_block").ok();
        api.advance(DAY);
        String sanction =
                "{'reference':'%s-%d','sanction_code':'%s','scope':'%s','reason_code':'because','applied_at':'%s',"
                        + "'expires_at':%s,'ended_at':'%s','removal_reason_code':%s}";
        String past = String.join(
                ",",
                sanction.formatted(id, 2, "game_join_block", "lobby", superseded, "'" + end + "'", end, "null"),
                sanction.formatted(id, 3, "login_block", "auth", superseded, "null", removed, "'because'"),
                sanction.formatted(
                        id, 1, "game_join_block", "lobby", start, "'" + firstEnd(id) + "'", superseded, "'because'"));
        JsonNode standing = standing(id).ok();
        assertThat(standing.path("past_sanctions").toString()).isEqualTo(Json.compact("[" + past + "]"));
        assertThat(standing.path("active_sanctions")).isEmpty();
        users.grantForEver(id).ok();
        assertThat(standing(id).ok().path("past_sanctions")).isEqualTo(standing.path("past_sanctions"));
    }

    private String firstEnd(String id) {
        return users.history(id, "sanctions").get(2).path("expires_at").asString();
    }

    @Test
    void the_twenty_that_ended_last_are_shown() {
        String id = users.create();
        List<String> ended = new ArrayList<>();
        for (int i = 1; i <= 23; i++) {
            users.sanction(id, "game_join_block").ok();
            api.advance(Duration.ofSeconds(1));
            users.pardon(id, "game_join_block").ok();
            ended.addFirst(id + "-" + i);
        }
        assertThat(Json.each(standing(id).ok().path("past_sanctions"), "reference"))
                .isEqualTo(ended.subList(0, 20));
    }

    @Test
    void it_takes_one_round_trip_to_the_store() {
        String id = users.create();
        users.sanction(id, "game_join_block").ok();
        users.pardon(id, "game_join_block").ok();
        await("a time in which the work in the background reads nothing").untilAsserted(() -> {
            double single = roundTrips("get");
            double lists = roundTrips("lrange");
            double both = roundTrips("get_with_history");
            standing(id).ok();
            assertThat(roundTrips("get_with_history")).isEqualTo(both + 1);
            assertThat(roundTrips("get")).isEqualTo(single);
            assertThat(roundTrips("lrange")).isEqualTo(lists);
        });
    }

    @Test
    void an_unknown_user_has_none() {
        standing("usr_00000000000000000000000000").userNotFound();
        standing("unknown").userNotFound();
        api.get("/users/" + users.create() + "/standing?explain=true").invalid("explain");
    }
}
