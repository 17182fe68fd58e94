package galaxy.torture.users;

import static galaxy.torture.users.Observations.done;
import static galaxy.torture.users.Observations.observed;
import static galaxy.torture.users.Observations.refused;
import static galaxy.torture.users.Observations.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.users.EmailState;
import galaxy.models.users.NameState;
import galaxy.torture.workload.Attempt;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Recorded;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that no service may give together are found; those that faults explain are not. */
class HistoriesTest {
    private static final String ID = "usr_1";

    private final Findings findings = new Findings(Recorded.ALL);
    private final Identities identities = new Identities();
    private final SharedEmail email = new SharedEmail("pilot@torture.example", identities);
    private final SharedName name = new SharedName("Nova");

    @BeforeEach
    void nameTheUser() {
        identities.add("pilot@torture.example", ID, findings);
    }

    private void look(String spelling, Attempt<Response> attempt) {
        name.lookedUp(spelling, observed(attempt));
    }

    private static Attempt<Response> created(long begun, long ended) {
        return done(begun, ended, "outcome", "created", "user_id", ID);
    }

    private static Attempt<Response> existing(long begun, long ended) {
        return done(begun, ended, "outcome", "existing", "user_id", ID);
    }

    @Test
    void an_address_becomes_a_user_once() {
        email.ensured(observed(created(1, 5)));
        assertThat(email.ends().states()).containsExactly(new EmailState(ID, ""));
        email.ensured(observed(created(2, 6)));
        assertThat(email.ends().isRefuted()).isTrue();
    }

    @Test
    void a_creation_without_a_response_explains_one_that_found_the_user() {
        email.ensured(observed(unanswered(1, 5), existing(6, 7)));
        assertThat(email.ends().states()).containsExactly(new EmailState(ID, ""));
    }

    @Test
    void a_user_that_no_request_created_is_not_found() {
        email.ensured(observed(existing(6, 7)));
        assertThat(email.ends().isRefuted()).isTrue();
    }

    @Test
    void a_block_that_was_acknowledged_prevents_creation() {
        email.blocked("spam", false, observed(done(1, 2, "outcome", "blocked")));
        email.ensured(observed(created(3, 4)));
        assertThat(email.ends().isRefuted()).isTrue();
    }

    @Test
    void a_block_without_a_response_may_be_carried_out_late() {
        email.blocked("spam", false, observed(unanswered(1, 2), done(3, 4, "outcome", "blocked")));
        email.unblocked(observed(done(5, 6, "outcome", "unblocked")));
        assertThat(email.ends().states()).containsExactlyInAnyOrder(EmailState.UNKNOWN, new EmailState("", "spam"));
    }

    @Test
    void a_name_is_never_that_of_two_users() {
        name.taken("usr_1", "Nova", observed(done(1, 2)));
        name.taken("usr_2", "NOVA", observed(done(3, 4)));
        assertThat(name.ends().isRefuted()).isTrue();
    }

    @Test
    void a_name_that_was_left_can_be_taken() {
        name.taken("usr_1", "Nova", observed(done(1, 2)));
        name.left("usr_1", observed(done(3, 6)));
        name.taken("usr_2", "NOVA", observed(done(4, 7)));
        assertThat(name.ends().states()).containsExactly(new NameState("usr_2", "NOVA", ""));
    }

    @Test
    void a_free_name_is_not_refused() {
        name.taken("usr_1", "Nova", observed(refused(1, 2, 409)));
        assertThat(name.ends().isRefuted()).isTrue();
    }

    @Test
    void a_name_is_refused_while_another_user_is_about_to_take_it() {
        name.taken("usr_1", "Nova", observed(refused(3, 4, 409)));
        name.taken("usr_2", "Nova", observed(done(1, 9)));
        look("Nova", refused(5, 6, 404));
        assertThat(name.ends().states()).containsExactly(new NameState("usr_2", "Nova", ""));
    }

    @Test
    void a_look_up_never_finds_a_name_that_was_left_before() {
        name.taken("usr_1", "Nova", observed(done(1, 2)));
        name.left("usr_1", observed(done(3, 4)));
        look("Nova", done(5, 6, "user_id", "usr_1"));
        assertThat(name.ends().isRefuted()).isTrue();
    }

    @Test
    void two_ids_for_one_address_are_a_violation() {
        identities.add("pilot@torture.example", "usr_1", findings);
        assertThat(findings.violations()).isEmpty();
        identities.add("pilot@torture.example", "usr_2", findings);
        assertThat(findings.violations()).extracting(Violation::rule).containsExactly("one id per e-mail");
    }

    @Test
    void losses_that_the_run_allows_are_counted() {
        var lenient = new Findings(Recorded.UP_TO_A_MOMENT);
        lenient.checkRecorded("an acknowledged user exists", false, () -> ID);
        lenient.checkAcross("race names are unique", false, () -> ID);
        assertThat(lenient.counted()).isEqualTo(Map.of("lost: an acknowledged user exists", 1L));
        assertThat(lenient.violations()).extracting(Violation::rule).containsExactly("race names are unique");
    }
}
