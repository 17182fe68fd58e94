package galaxy.torture.users;

import static galaxy.torture.users.Observations.done;
import static galaxy.torture.users.Observations.observed;
import static galaxy.torture.users.Observations.refused;
import static galaxy.torture.users.Observations.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.model.Linearizability;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Observed.Attempt;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that no service may give together are found; those that faults explain are not. */
class HistoriesTest {
    private static final String ID = "usr_1";

    private final Findings findings = new Findings(Recorded.ALL);
    private final Client.Shared shared =
            new Client.Shared(new Context(List.of(), Journal.open(Optional.empty()), findings, Promise.WHOLE, 1));
    private final Contest contest = new Contest(1, shared);
    private final String pilot = shared.naming().sharedEmail(1, 0);
    private final String nova = shared.naming().sharedName(1, 0);
    private final String vega = shared.naming().sharedName(1, 1);

    @BeforeEach
    void nameTheUser() {
        shared.identified(pilot, ID, findings);
    }

    private Linearizability.Result<EmailState> emailEnds() {
        return Objects.requireNonNull(contest.emails.get(pilot)).search(state -> false);
    }

    private Linearizability.Result<NameState> nameEnds() {
        return Objects.requireNonNull(contest.names.get(nova)).search(state -> false);
    }

    private void look(String spelling, Attempt<Response> attempt) {
        contest.lookedUp(nova, spelling, observed(attempt));
    }

    private static Attempt<Response> created(long begun, long ended) {
        return done(begun, ended, "outcome", "created", "user_id", ID);
    }

    private static Attempt<Response> existing(long begun, long ended) {
        return done(begun, ended, "outcome", "existing", "user_id", ID);
    }

    @Test
    void an_address_becomes_a_user_once() {
        contest.ensured(pilot, observed(created(1, 5)));
        assertThat(emailEnds().states()).containsExactly(new EmailState(ID, ""));
        contest.ensured(pilot, observed(created(2, 6)));
        assertThat(emailEnds().isRefuted()).isTrue();
    }

    @Test
    void a_creation_without_a_response_explains_one_that_found_the_user() {
        contest.ensured(pilot, observed(unanswered(1, 5), existing(6, 7)));
        assertThat(emailEnds().states()).containsExactly(new EmailState(ID, ""));
    }

    @Test
    void a_user_that_no_request_created_is_not_found() {
        contest.ensured(pilot, observed(existing(6, 7)));
        assertThat(emailEnds().isRefuted()).isTrue();
    }

    @Test
    void a_block_that_was_acknowledged_prevents_creation() {
        contest.blocked(pilot, "spam", false, observed(done(1, 2, "outcome", "blocked")));
        contest.ensured(pilot, observed(created(3, 4)));
        assertThat(emailEnds().isRefuted()).isTrue();
    }

    @Test
    void a_block_without_a_response_may_be_carried_out_late() {
        contest.blocked(pilot, "spam", false, observed(unanswered(1, 2), done(3, 4, "outcome", "blocked")));
        contest.unblocked(pilot, observed(done(5, 6, "outcome", "unblocked")));
        assertThat(emailEnds().states()).containsExactlyInAnyOrder(EmailState.UNKNOWN, new EmailState("", "spam"));
    }

    @Test
    void a_name_is_never_that_of_two_users() {
        contest.renamed("usr_1", nova, nova, observed(done(1, 2)));
        contest.renamed("usr_2", nova, nova.toUpperCase(Locale.ROOT), observed(done(3, 4)));
        assertThat(nameEnds().isRefuted()).isTrue();
    }

    @Test
    void a_name_that_was_left_can_be_taken() {
        contest.renamed("usr_1", nova, nova, observed(done(1, 2)));
        contest.renamed("usr_1", vega, vega, observed(done(3, 6)));
        contest.renamed("usr_2", nova, nova.toUpperCase(Locale.ROOT), observed(done(4, 7)));
        assertThat(nameEnds().states()).containsExactly(new NameState("usr_2", nova.toUpperCase(Locale.ROOT), ""));
    }

    @Test
    void a_free_name_is_not_refused() {
        contest.renamed("usr_1", nova, nova, observed(refused(1, 2, 409)));
        assertThat(nameEnds().isRefuted()).isTrue();
    }

    @Test
    void a_name_is_refused_while_another_user_is_about_to_take_it() {
        contest.renamed("usr_1", nova, nova, observed(refused(3, 4, 409)));
        contest.renamed("usr_2", nova, nova, observed(done(1, 9)));
        look(nova, refused(5, 6, 404));
        assertThat(nameEnds().states()).containsExactly(new NameState("usr_2", nova, ""));
    }

    @Test
    void a_look_up_never_finds_a_name_that_was_left_before() {
        contest.renamed("usr_1", nova, nova, observed(done(1, 2)));
        contest.renamed("usr_1", vega, vega, observed(done(3, 4)));
        look(nova, done(5, 6, "user_id", "usr_1"));
        assertThat(nameEnds().isRefuted()).isTrue();
    }

    @Test
    void two_ids_for_one_address_are_a_violation() {
        shared.identified(pilot, "usr_1", findings);
        assertThat(findings.violations()).isEmpty();
        shared.identified(pilot, "usr_2", findings);
        assertThat(findings.violations()).extracting(Violation::rule).containsExactly("one id per e-mail");
    }

    @Test
    void losses_that_the_run_allows_are_counted() {
        var lenient = new Findings(Recorded.UP_TO_A_MOMENT);
        lenient.checkRecorded("an acknowledged user exists", false, ID);
        lenient.checkAcross("race names are unique", false, ID);
        assertThat(lenient.counted()).isEqualTo(Map.of("lost: an acknowledged user exists", 1L));
        assertThat(lenient.violations()).extracting(Violation::rule).containsExactly("race names are unique");
    }
}
