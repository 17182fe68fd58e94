package galaxy.torture.geo;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.geoprofile.Request;
import galaxy.models.geoprofile.Request.Verdict;
import galaxy.models.geoprofile.Response;
import galaxy.models.geoprofile.Version;
import galaxy.models.geoprofile.Version.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PossibleCountriesTest {
    private static final Request GERMANY = new Request.Propose("DE", "admin", false);
    private static final Request FRANCE = new Request.Propose("FR", "admin", false);

    private final PossibleCountries possible = new PossibleCountries();

    private static Response done(int number, String country, State state) {
        return new Response.Done(version(number, country, state));
    }

    private static Version version(int number, String country, State state) {
        return new Version(number, country, "admin", state);
    }

    @Test
    void users_may_have_acknowledged_a_version_before_its_response_or_later() {
        assertThat(possible.learn(GERMANY, done(1, "DE", State.SYNCING))).isTrue();
        assertThat(possible.acknowledged()).isEmpty();
        assertThat(possible.learn(FRANCE, done(2, "FR", State.EFFECTIVE))).isTrue();
        assertThat(possible.acknowledged())
                .containsExactly(version(1, "DE", State.SUPERSEDED), version(2, "FR", State.EFFECTIVE));
    }

    @Test
    void an_effective_version_does_not_go_back() {
        possible.learn(GERMANY, done(1, "DE", State.EFFECTIVE));
        assertThat(possible.learn(new Request.Decide(1, Verdict.APPROVE), done(1, "DE", State.SYNCING)))
                .isFalse();
        assertThat(possible.learnProfile(
                        Optional.empty(), Optional.of(version(1, "DE", State.SYNCING)), Optional.empty()))
                .isFalse();
    }

    @Test
    void a_conflict_says_how_far_a_version_has_come() {
        possible.learn(GERMANY, done(1, "DE", State.SYNCING));
        assertThat(possible.learn(FRANCE, new Response.Conflict("syncing"))).isTrue();
        assertThat(possible.learn(GERMANY, new Response.Conflict("already_effective")))
                .isTrue();
        assertThat(possible.learn(FRANCE, new Response.Conflict("syncing"))).isFalse();
    }

    @Test
    void a_history_with_another_version_is_not_explained() {
        possible.learn(GERMANY, done(1, "DE", State.EFFECTIVE));
        assertThat(possible.learnAll(List.of(version(1, "DE", State.EFFECTIVE))))
                .isTrue();
        assertThat(possible.learnAll(List.of())).isFalse();
        assertThat(possible.learnAll(List.of(version(1, "FR", State.EFFECTIVE))))
                .isFalse();
    }
}
