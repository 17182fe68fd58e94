package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.Linearizability;
import galaxy.torture.users.EmailHistory.Call;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Recorded;
import galaxy.torture.workload.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that no service may give together are found to be so; those that faults explain are not. */
class JudgementTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "usr_1";

    private final EmailHistory email = new EmailHistory(ID, new Linearizability<>());
    private final NameHistory name = new NameHistory(new Linearizability<>());
    private final Findings findings = new Findings(Recorded.ALL);

    private static Told told(Attempt... attempts) {
        return new Told(Request.get("t-1", "/"), List.of(attempts));
    }

    private static Attempt attempt(long begun, long ended, Result answer, int status, JsonNode body) {
        return new Attempt(begun, ended, begun, ended, answer, true, status, body);
    }

    private static Attempt yes(long begun, long ended, Object... fields) {
        return attempt(begun, ended, Result.DONE, 200, JSON.valueToTree(Picture.of(fields)));
    }

    private static Attempt no(long begun, long ended, int status) {
        return attempt(begun, ended, Result.REFUSED, status, JSON.createObjectNode());
    }

    private static Attempt nothing(long begun, long ended) {
        return attempt(begun, ended, Result.NO_RESPONSE, 0, JSON.missingNode());
    }

    private static Attempt created(long begun, long ended) {
        return yes(begun, ended, "outcome", "created", "user_id", ID);
    }

    private static Attempt blocked(long begun, long ended) {
        return yes(begun, ended, "outcome", "blocked");
    }

    @Test
    void an_address_becomes_a_user_once() {
        email.add(new Call.Ensure(), told(created(1, 5)));
        assertThat(email.ends().states()).containsExactly(new EmailHistory.State(ID, ""));
        email.add(new Call.Ensure(), told(created(2, 6)));
        assertThat(email.ends().isRefuted()).isTrue();
    }

    @Test
    void a_creation_that_was_never_answered_explains_one_that_found_the_user() {
        Attempt existing = yes(6, 7, "outcome", "existing", "user_id", ID);
        email.add(new Call.Ensure(), told(nothing(1, 5), existing));
        assertThat(email.ends().states()).containsExactly(new EmailHistory.State(ID, ""));
        var other = new EmailHistory(ID, new Linearizability<>());
        other.add(new Call.Ensure(), told(existing));
        assertThat(other.ends().isRefuted()).isTrue();
    }

    @Test
    void a_block_that_was_acknowledged_prevents_creation() {
        email.add(new Call.Block(false, "spam"), told(blocked(1, 2)));
        email.add(new Call.Ensure(), told(created(3, 4)));
        assertThat(email.ends().isRefuted()).isTrue();
    }

    @Test
    void a_block_that_was_never_answered_may_be_carried_out_late() {
        email.add(new Call.Block(false, "spam"), told(nothing(1, 2), blocked(3, 4)));
        email.add(new Call.Unblock(), told(yes(5, 6, "outcome", "unblocked")));
        assertThat(email.ends().states())
                .containsExactlyInAnyOrder(EmailHistory.State.UNKNOWN, new EmailHistory.State("", "spam"));
    }

    @Test
    void a_name_is_never_that_of_two_users() {
        name.taking("usr_1", "Nova", told(yes(1, 2)));
        name.taking("usr_2", "NOVA", told(yes(3, 4)));
        assertThat(name.ends().isRefuted()).isTrue();
    }

    @Test
    void a_name_that_was_left_can_be_had() {
        name.taking("usr_1", "Nova", told(yes(1, 2)));
        name.leaving("usr_1", told(yes(3, 6)));
        name.taking("usr_2", "NOVA", told(yes(4, 7)));
        assertThat(name.ends().states()).containsExactly(new NameHistory.State("usr_2", "NOVA", ""));
    }

    @Test
    void a_name_is_refused_only_while_somebody_has_it_or_is_about_to() {
        name.taking("usr_1", "Nova", told(no(1, 2, 409)));
        assertThat(name.ends().isRefuted()).isTrue();
        var beside = new NameHistory(new Linearizability<>());
        beside.taking("usr_1", "Nova", told(no(3, 4, 409)));
        beside.taking("usr_2", "Nova", told(yes(1, 9)));
        beside.lookedUp("Nova", told(no(5, 6, 404)));
        assertThat(beside.ends().states()).containsExactly(new NameHistory.State("usr_2", "Nova", ""));
    }

    @Test
    void a_look_up_never_shows_a_name_that_was_left_before() {
        name.taking("usr_1", "Nova", told(yes(1, 2)));
        name.leaving("usr_1", told(yes(3, 4)));
        name.lookedUp("Nova", told(yes(5, 6, "user_id", "usr_1")));
        assertThat(name.ends().isRefuted()).isTrue();
    }

    @Test
    void an_address_that_is_told_two_ids_is_a_violation() {
        var identities = new Identities(findings);
        identities.told("pilot@torture.example", "usr_1");
        identities.told("pilot@torture.example", "usr_1");
        assertThat(findings.violations()).isEmpty();
        identities.told("pilot@torture.example", "usr_2");
        assertThat(findings.violations()).extracting(Violation::rule).containsExactly("one id per e-mail");
    }

    @Test
    void where_losses_are_allowed_they_are_counted() {
        var lenient = new Findings(Recorded.UP_TO_A_MOMENT);
        lenient.checkRecorded("an acknowledged user exists", false, () -> ID);
        lenient.checkAcross("race names are unique", false, () -> ID);
        assertThat(lenient.counted()).isEqualTo(Map.of("lost: an acknowledged user exists", 1L));
        assertThat(lenient.violations()).extracting(Violation::rule).containsExactly("race names are unique");
    }

    @Test
    void a_sanction_that_ends_while_it_is_lifted_may_have_been_lifted_or_not() {
        Life life = Life.begun(ID, "pilot@torture.example", "en", "UTC", "t-0", Moment.at(5));
        var worlds = new Worlds(life, 0);
        var sanction = new Command.Sanction("game_join_block", "lobby", 100, "c0_1");
        Attempt applied = yes(
                10,
                20,
                "user_id",
                ID,
                "active_sanctions",
                List.of(Picture.of(
                        "sanction_code", "game_join_block",
                        "scope", "lobby",
                        "reason_code", "c0_1",
                        "actor", Life.ACTOR,
                        "applied_at", "1970-01-01T00:00:00.015Z",
                        "expires_at", "1970-01-01T00:00:00.100Z")));
        assertThat(worlds.answered(sanction, told(applied), 10)).isEmpty();
        Attempt lifted = yes(90, 110, "user_id", ID, "active_sanctions", List.of());
        var lift = new Command.Unsanction("game_join_block", "c0_2");
        assertThat(worlds.answered(lift, told(lifted), 90)).isEmpty();
        assertThat(worlds.all().stream()
                        .map(each ->
                                each.at(200).pastSanctions.getFirst().removal().isPresent()))
                .containsExactlyInAnyOrder(true, false);
        Told lacking = told(yes(120, 130, "items", List.of()));
        assertThat(worlds.read(lacking, each -> Picture.of("items", Shown.sanctionHistory(each))))
                .isPresent();
    }
}
