package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EligibilityIT extends OnEachTopology {
    private static final String LOGIN = "can_login";
    private static final String CREATE = "can_create_private_game";
    private static final String MANAGE = "can_manage_private_game";
    private static final String JOIN = "can_join_game";
    private static final String UPDATE = "can_update_profile";
    private static final List<String> MARKERS = List.of(LOGIN, CREATE, MANAGE, JOIN, UPDATE);

    /** Which marker each sanction denies; {@code login_block} denies them all. */
    private static final Map<String, String> BY_SANCTION = Map.of(
            "private_game_create_block", CREATE,
            "private_game_manage_block", MANAGE,
            "game_join_block", JOIN,
            "profile_update_block", UPDATE);

    private static final Map<String, String> BY_LIMIT = Map.of(
            "max_owned_private_games", CREATE,
            "max_active_private_games", MANAGE,
            "max_active_game_memberships", JOIN);

    private final TestUsers users = new TestUsers(api);

    private JsonNode eligibility(String id) {
        return api.get("/users/" + id + "/eligibility").ok();
    }

    private JsonNode explained(String id) {
        return api.get("/users/" + id + "/eligibility?explain=true").ok();
    }

    private void assertAllowed(String id, Set<String> markers) {
        Map<String, Boolean> expected = new LinkedHashMap<>();
        MARKERS.forEach(marker -> expected.put(marker, markers.contains(marker)));
        assertThat(eligibility(id).path("markers").toString())
                .isEqualTo(Json.compact(expected.toString()
                        .replace("=", "':")
                        .replace(", ", ",'")
                        .replace("{", "{'")));
    }

    private static Set<String> without(String... denied) {
        Set<String> left = new LinkedHashSet<>(MARKERS);
        left.removeAll(List.of(denied));
        return left;
    }

    private static List<String> rows(JsonNode eligibility) {
        List<String> rows = new ArrayList<>();
        eligibility
                .path("denials")
                .forEach(row -> rows.add(String.join(
                        " ",
                        row.path("marker").asString(),
                        row.path("kind").asString(),
                        row.path("code").asString(),
                        row.path("expires_at").asString("-"))));
        return rows;
    }

    @Test
    void the_snapshot_of_a_free_user_is_complete() {
        String now = api.now();
        String id = users.create();
        String snapshot = """
                {'exists':true,'user_id':'%s',
                 'entitlement':{'plan_code':'free','is_paid':false,'source':'auth_registration',
                   'actor':{'type':'service','id':'user_service'},'reason_code':'initial_free_entitlement',
                   'starts_at':'%s','ends_at':null,'updated_at':'%s'},
                 'active_sanctions':[],
                 'effective_limits':[
                   {'limit_code':'max_owned_private_games','value':0,'origin':'default'},
                   {'limit_code':'max_active_private_games','value':0,'origin':'default'},
                   {'limit_code':'max_pending_public_applications','value':3,'origin':'default'},
                   {'limit_code':'max_pending_private_join_requests','value':3,'origin':'default'},
                   {'limit_code':'max_pending_private_invites_sent','value':0,'origin':'default'},
                   {'limit_code':'max_active_game_memberships','value':3,'origin':'default'}],
                 'markers':{'can_login':true,'can_create_private_game':false,'can_manage_private_game':false,
                   'can_join_game':true,'can_update_profile':true}""".formatted(id, now, now);
        api.get("/users/" + id + "/eligibility").is(snapshot + "}");
        api.get("/users/" + id + "/eligibility?explain=false").is(snapshot + "}");
        api.get("/users/" + id + "/eligibility?explain=true").is(snapshot + """
                ,'denials':[
                  {'marker':'can_create_private_game','kind':'limit','code':'max_owned_private_games','expires_at':null},
                  {'marker':'can_manage_private_game','kind':'limit','code':'max_active_private_games','expires_at':null}]}""");
    }

    @Test
    void an_unknown_user_does_not_exist_whatever_the_id() {
        for (String id : List.of("usr_00000000000000000000000000", "unknown", "USR_1")) {
            for (String query : List.of("", "?explain=true", "?explain=false")) {
                api.get("/users/" + id + "/eligibility" + query).is("{'exists':false,'user_id':'%s'}".formatted(id));
            }
        }
        api.get("/users/%22%20%F0%9F%9A%80%5C/eligibility").is("{'exists':false,'user_id':'\\' \uD83D\uDE80\\\\'}");
        api.get("/users/unknown/eligibility?explain=1").invalid("explain");
        api.get("/users/unknown/eligibility?explain=true&explain=true").invalid("explain");
        api.get("/users/unknown/eligibility?Explain=true").invalid("Explain");
    }

    @Test
    void a_paid_user_may_do_everything_under_the_paid_limits() {
        String id = users.create();
        users.grantForEver(id).ok();
        assertAllowed(id, without());
        assertThat(eligibility(id).path("effective_limits").toString()).isEqualTo(Json.compact("""
                [{'limit_code':'max_owned_private_games','value':3,'origin':'default'},
                 {'limit_code':'max_active_private_games','value':3,'origin':'default'},
                 {'limit_code':'max_pending_public_applications','value':10,'origin':'default'},
                 {'limit_code':'max_pending_private_join_requests','value':10,'origin':'default'},
                 {'limit_code':'max_pending_private_invites_sent','value':30,'origin':'default'},
                 {'limit_code':'max_active_game_memberships','value':10,'origin':'default'}]"""));
        assertThat(rows(explained(id))).isEmpty();
    }

    @Test
    void each_sanction_denies_its_marker_and_nothing_else() {
        BY_SANCTION.forEach((sanction, marker) -> {
            String id = users.create();
            users.grantForEver(id).ok();
            String end = api.time(Duration.ofDays(1));
            users.sanctionFor(id, sanction, Duration.ofDays(1)).ok();
            assertAllowed(id, without(marker));
            assertThat(rows(explained(id))).containsExactly(marker + " sanction " + sanction + " " + end);
            assertThat(Json.each(eligibility(id).path("active_sanctions"), "sanction_code"))
                    .isEqualTo(sanction.equals("profile_update_block") ? List.of() : List.of(sanction));
            users.pardon(id, sanction).ok();
            assertAllowed(id, without());
        });
    }

    @Test
    void a_login_block_denies_every_marker() {
        String id = users.create();
        users.grantForEver(id).ok();
        users.sanction(id, "login_block").ok();
        assertAllowed(id, Set.of());
        assertThat(rows(explained(id)))
                .containsExactlyElementsOf(MARKERS.stream()
                        .map(marker -> marker + " sanction login_block -")
                        .toList());
    }

    @Test
    void a_blocked_address_denies_every_marker() {
        String email = Api.freshEmail();
        String id = users.create(email);
        users.grantForEver(id).ok();
        users.block(email, "spam").ok();
        assertAllowed(id, Set.of());
        assertThat(rows(explained(id)))
                .containsExactlyElementsOf(MARKERS.stream()
                        .map(marker -> marker + " email_block spam -")
                        .toList());
        users.unblock(email).ok();
        assertAllowed(id, without());
    }

    @Test
    void each_limit_of_zero_denies_its_marker_and_any_other_number_does_not() {
        for (String limit : List.of(
                "max_owned_private_games",
                "max_active_private_games",
                "max_pending_public_applications",
                "max_pending_private_join_requests",
                "max_pending_private_invites_sent",
                "max_active_game_memberships")) {
            String id = users.create();
            users.grantForEver(id).ok();
            String end = api.time(Duration.ofDays(1));
            users.limitFor(id, limit, 0, Duration.ofDays(1)).ok();
            String marker = BY_LIMIT.get(limit);
            assertAllowed(id, marker == null ? without() : without(marker));
            assertThat(rows(explained(id)))
                    .isEqualTo(marker == null ? List.of() : List.of(marker + " limit " + limit + " " + end));
            users.limit(id, limit, 1).ok();
            assertAllowed(id, without());
            users.unlimit(id, limit).ok();
            assertAllowed(id, without());
        }
    }

    @Test
    void an_override_opens_to_a_free_user_what_the_default_denies() {
        String id = users.create();
        users.limit(id, "max_owned_private_games", 1).ok();
        assertAllowed(id, without(MANAGE));
        users.limit(id, "max_active_private_games", 1_000_000).ok();
        assertAllowed(id, without());
        assertThat(eligibility(id).path("effective_limits").get(1).toString())
                .isEqualTo(
                        Json.compact("{'limit_code':'max_active_private_games','value':1000000,'origin':'override'}"));
    }

    @Test
    void every_cause_of_one_marker_is_named_in_each_combination() {
        for (int combination = 0; combination < 16; combination++) {
            String email = Api.freshEmail();
            String id = users.create(email);
            List<String> expected = new ArrayList<>();
            if ((combination & 1) != 0) {
                users.block(email, "spam").ok();
                expected.add(JOIN + " email_block spam -");
            }
            if ((combination & 2) != 0) {
                users.sanction(id, "login_block").ok();
                expected.add(JOIN + " sanction login_block -");
            }
            if ((combination & 4) != 0) {
                users.sanction(id, "game_join_block").ok();
                expected.add(JOIN + " sanction game_join_block -");
            }
            if ((combination & 8) != 0) {
                users.limit(id, "max_active_game_memberships", 0).ok();
                expected.add(JOIN + " limit max_active_game_memberships -");
            }
            JsonNode explained = explained(id);
            assertThat(rows(explained))
                    .filteredOn(row -> row.startsWith(JOIN))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(explained.path("markers").path(JOIN).asBoolean()).isEqualTo(combination == 0);
            for (String marker : MARKERS) {
                assertThat(rows(explained).stream().anyMatch(row -> row.startsWith(marker + " ")))
                        .as("%s of %d", marker, combination)
                        .isEqualTo(!explained.path("markers").path(marker).asBoolean());
            }
        }
    }

    @Test
    void the_lobby_sees_its_sanctions_in_the_order_of_the_contract() {
        String id = users.create();
        for (String code : List.of(
                "profile_update_block",
                "game_join_block",
                "private_game_manage_block",
                "private_game_create_block",
                "login_block")) {
            users.sanction(id, code).ok();
        }
        assertThat(Json.each(eligibility(id).path("active_sanctions"), "sanction_code"))
                .containsExactly(
                        "login_block", "private_game_create_block", "private_game_manage_block", "game_join_block");
        assertThat(eligibility(id).path("active_sanctions").get(3).toString())
                .isEqualTo(Json.compact("""
                {'reference':'%s-2','sanction_code':'game_join_block','scope':'lobby','reason_code':'because',
                 'actor':{'type':'admin','id':'ops-7'},'applied_at':'%s','expires_at':null}""".formatted(id, api.now())));
    }
}
