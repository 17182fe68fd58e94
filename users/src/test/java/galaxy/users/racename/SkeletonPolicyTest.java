package galaxy.users.racename;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Parsed;
import galaxy.users.memory.RaceNamePolicyContract;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SkeletonPolicyTest implements RaceNamePolicyContract {
    private final SkeletonPolicy policy = new SkeletonPolicy();

    @Override
    public RaceNamePolicy policy() {
        return policy;
    }

    @ParameterizedTest
    @CsvSource({
        "PILOT, pilot",
        "PILOT, PIL0T",
        "PILOT, P1LOT",
        "PILOT, PlLOT",
        "Ill, 111",
        "BOSS, 8055",
        "Bob, 8o8",
        "SAM, 5am",
        "modern, rnodern",
        "Star Fox, star_fox",
        "Star Fox, StarFox",
        "Star-Fox, S.t.a.r F'o-x",
        "Zoë, ZOË",
        "straße, STRASSE",
        "ＰＩＬＯＴ, pilot",
        "раура, paypa",
        "scope, ѕсоре",
        "kilo, K\u0131lo",
        "OʼNeil, O'Neil",
        "ﬁre, fire"
    })
    void names_that_look_alike_are_the_same_name(String one, String other) {
        assertThat(areTheSame(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"pilot, pilots", "Zoë, Zoe", "abc, abd", "player-2, player-3", "Anna, Hanna", "2222, zzzz"})
    void names_that_look_different_are_different_names(String one, String other) {
        assertThat(areTheSame(one, other)).isFalse();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "pairs.tsv", delimiter = '\t')
    void names_of_all_scripts_are_the_same_or_different(String verdict, String one, String other, String why) {
        assertThat(areTheSame(one, other)).as(why).isEqualTo(verdict.equals("same"));
    }

    @ParameterizedTest
    @CsvSource({
        "TOP, 1",
        "Nova, 1",
        "Zo\u00eb, 1",
        "\u0422\u041e\u0420, 2",
        "\u0418\u0432\u0430\u043d, 2",
        "\u738b\u660e, 1"
    })
    void a_name_has_a_key_for_each_way_in_which_its_letters_look(String name, int keys) {
        assertThat(keys(name)).hasSize(keys);
        assertThat(keys(name)).isEqualTo(keys(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void look_alike_classes_are_closed_under_every_substitution_and_case() {
        String[] classes = {"1iIlL", "0oO", "5sS", "8bB"};
        var random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            var one = new StringBuilder();
            var other = new StringBuilder();
            for (int length = 3 + random.nextInt(10); length > 0; length--) {
                String members = classes[random.nextInt(classes.length)];
                one.append(members.charAt(random.nextInt(members.length())));
                other.append(members.charAt(random.nextInt(members.length())));
            }
            assertThat(keys(one.toString())).isEqualTo(keys(other.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pіlot", "pаypal", "Αlpha", "Стaр", "ab\u10d0\u10d1", "ab\u05d0\u05d1"})
    void names_that_mix_scripts_unsafely_are_refused(String name) {
        assertThat(verdict(name)).isInstanceOf(RaceNamePolicy.Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Пилот", "Ωμέγα", "Tokyo東京", "東京タワー", "서울Seoul", "प्रकाश"})
    void names_of_one_script_or_a_usual_mix_are_allowed(String name) {
        assertThat(verdict(name)).isInstanceOf(RaceNamePolicy.Verdict.Allowed.class);
    }

    @Test
    void a_name_of_nothing_but_look_alikes_of_separators_is_refused() {
        assertThat(verdict("\u02bc\u02bc\u02bc")).isInstanceOf(RaceNamePolicy.Verdict.Refused.class);
    }

    @Test
    void gives_the_same_answers_to_many_threads_at_once() {
        Map<String, Set<CanonicalKey>> expected = new HashMap<>();
        IntStream.range(0, 300).mapToObj("Pilot %d x"::formatted).forEach(name -> expected.put(name, keys(name)));
        assertThat(expected.entrySet().parallelStream()
                        .allMatch(entry -> keys(entry.getKey()).equals(entry.getValue())))
                .isTrue();
    }

    @Test
    void says_which_rules_made_its_keys() {
        assertThat(policy.version()).matches("uts39-2-icu-[0-9]+-unicode-[0-9]+");
    }

    @Test
    void a_policy_that_fails_says_so() {
        assertThatThrownBy(() -> policy.canonicalKeys(RaceName.of(brokenText())))
                .isInstanceOf(RaceNamePolicy.PolicyUnavailable.class);
    }

    @SuppressWarnings("NullAway")
    private static String brokenText() {
        return null;
    }

    private RaceNamePolicy.Verdict verdict(String name) {
        return policy.canonicalKeys(((Parsed.Valid<RaceName>) RaceName.parse(name)).value());
    }

    private Set<CanonicalKey> keys(String name) {
        return Set.copyOf(((RaceNamePolicy.Verdict.Allowed) verdict(name)).keys());
    }

    private boolean areTheSame(String one, String other) {
        return !Collections.disjoint(keys(one), keys(other));
    }
}
