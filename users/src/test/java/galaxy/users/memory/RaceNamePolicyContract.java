package galaxy.users.memory;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.RaceNamePolicy.Verdict;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every race-name policy does. */
public interface RaceNamePolicyContract {
    RaceNamePolicy policy();

    @ParameterizedTest
    @CsvSource({"Nova, NOVA", "PILOT, P1L0T", "Bob, 8ob", "Star Fox, star_fox"})
    default void names_that_differ_by_case_separators_or_a_common_look_alike_are_the_same(String one, String other) {
        assertThat(policy().canonicalKeys(RaceName.of(one))).isInstanceOf(Verdict.Allowed.class);
        assertThat(policy().canonicalKeys(RaceName.of(one))).isEqualTo(policy().canonicalKeys(RaceName.of(other)));
    }

    @ParameterizedTest
    @CsvSource({"pilot, pilots", "Anna, Hanna", "player-2, player-3"})
    default void names_that_differ_otherwise_are_different(String one, String other) {
        assertThat(policy().canonicalKeys(RaceName.of(one))).isNotEqualTo(policy().canonicalKeys(RaceName.of(other)));
    }

    @Test
    default void generated_names_are_allowed_and_different() {
        var names = new GeneratedRaceName(new Random(4));
        assertThat(IntStream.range(0, 500).mapToObj(i -> names.next(i % 7)).map(policy()::keysOf))
                .doesNotHaveDuplicates();
    }

    @Test
    default void a_name_in_an_unsafe_mix_of_scripts_is_refused_with_a_reason() {
        assertThat(policy().canonicalKeys(RaceName.of("N\u043eva")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isNotBlank());
    }

    @Test
    default void the_version_is_stable() {
        assertThat(policy().version()).isNotBlank().isEqualTo(policy().version());
    }
}
