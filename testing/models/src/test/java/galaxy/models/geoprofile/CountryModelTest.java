package galaxy.models.geoprofile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.geoprofile.CountryModel.Rules;
import galaxy.models.geoprofile.Request.Decide;
import galaxy.models.geoprofile.Request.Propose;
import galaxy.models.geoprofile.Request.Verdict;
import galaxy.models.geoprofile.Version.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CountryModelTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Rules RULES = new Rules(true, Duration.ofDays(90));

    private CountryModel model = CountryModel.empty(RULES);

    private Response propose(String country, String source) {
        return serve(new Propose(country, source, false));
    }

    private Response decide(int number, Verdict verdict) {
        return serve(new Decide(number, verdict));
    }

    private Response serve(Request request) {
        CountryModel.Step step = model.serve(request, NOON);
        model = step.next();
        return step.response();
    }

    private static Response done(int number, String country, String source, State state) {
        return new Response.Done(new Version(number, country, source, state));
    }

    private static Response conflict(String state) {
        return new Response.Conflict(state);
    }

    @Test
    void a_proposal_takes_the_place_of_one_that_waits() {
        assertThat(propose("DE", "user")).isEqualTo(done(1, "DE", "user", State.PROPOSED));
        assertThat(propose("DE", "user")).isEqualTo(done(1, "DE", "user", State.PROPOSED));
        assertThat(propose("DE", "observed")).isEqualTo(done(2, "DE", "observed", State.PROPOSED));
        assertThat(decide(1, Verdict.WITHDRAW)).isEqualTo(done(1, "DE", "user", State.WITHDRAWN));
    }

    @Test
    void one_version_is_on_its_way_at_a_time() {
        propose("DE", "admin");
        propose("FR", "user");
        assertThat(decide(2, Verdict.APPROVE)).isEqualTo(conflict("syncing"));
        assertThat(propose("IT", "admin")).isEqualTo(conflict("syncing"));
        model = model.acknowledged(NOON);
        assertThat(decide(2, Verdict.APPROVE)).isEqualTo(done(2, "FR", "user", State.SYNCING));
        model = model.acknowledged(NOON);
        assertThat(model.find(1).map(Version::state)).hasValue(State.SUPERSEDED);
        assertThat(model.find(2).map(Version::state)).hasValue(State.EFFECTIVE);
    }

    @Test
    void a_decision_is_final() {
        propose("DE", "user");
        decide(1, Verdict.REJECT);
        assertThat(decide(1, Verdict.REJECT)).isEqualTo(done(1, "DE", "user", State.REJECTED));
        assertThat(decide(1, Verdict.APPROVE)).isEqualTo(conflict("not_proposed"));
        assertThat(decide(2, Verdict.APPROVE)).isEqualTo(new Response.VersionNotFound());
    }

    @Test
    void a_refused_version_leaves_the_effective_one() {
        propose("DE", "admin");
        model = model.acknowledged(NOON);
        propose("FR", "admin");
        model = model.refused();
        assertThat(model.in(State.EFFECTIVE).map(Version::country)).hasValue("DE");
        assertThat(decide(2, Verdict.APPROVE)).isEqualTo(done(2, "FR", "admin", State.FAILED));
    }

    @Test
    void a_user_waits_after_a_change_and_an_administrator_does_not() {
        propose("DE", "admin");
        model = model.acknowledged(NOON);
        assertThat(propose("DE", "user")).isEqualTo(conflict("already_effective"));
        assertThat(propose("FR", "user")).isEqualTo(conflict("cooling_down"));
        assertThat(propose("FR", "observed")).isEqualTo(done(2, "FR", "observed", State.PROPOSED));
    }

    @Test
    void only_a_first_declaration_is_approved_by_the_rule() {
        assertThat(serve(new Propose("DE", "user", true))).isEqualTo(done(1, "DE", "user", State.SYNCING));
        assertThat(serve(new Propose("FR", "user", true))).isEqualTo(done(2, "FR", "user", State.PROPOSED));
    }
}
