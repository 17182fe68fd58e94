package galaxy.users.racename;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GeneratedRaceNameTest {
    private final SkeletonPolicy policy = new SkeletonPolicy();

    @Test
    void is_player_and_8_characters_that_parse_as_a_name() {
        var names = new GeneratedRaceName(new Random(1));
        for (int i = 0; i < 1_000; i++) {
            RaceName name = names.next();
            assertThat(name.value()).matches("player-[" + GeneratedRaceName.ALPHABET + "]{8}");
            assertThat(RaceName.parse(name.value()).orElseThrow()).isEqualTo(name);
        }
    }

    @Test
    void uses_every_character_of_its_alphabet_and_the_same_randomness_gives_the_same_name() {
        var names = new GeneratedRaceName(new Random(2));
        String drawn = names.next().value();
        assertThat(new GeneratedRaceName(new Random(2)).next().value()).isEqualTo(drawn);

        String all = Stream.generate(names::next)
                .limit(500)
                .map(name -> name.value().substring("player-".length()))
                .collect(Collectors.joining());
        assertThat(all.chars().distinct().count()).isEqualTo(GeneratedRaceName.ALPHABET.length());
    }

    @Test
    void no_two_names_of_its_alphabet_are_the_same_under_the_key() {
        // Each character's key is one character of its own, so the key of a name spells the name.
        List<String> keys = GeneratedRaceName.ALPHABET
                .chars()
                .mapToObj(c -> key("x" + (char) c + "x"))
                .toList();
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.length() == 3);

        String whole = key(GeneratedRaceName.ALPHABET);
        assertThat(whole)
                .isEqualTo(keys.stream().map(key -> key.substring(1, 2)).collect(Collectors.joining()));
    }

    private String key(String name) {
        return ((RaceNamePolicy.Verdict.Allowed) policy.canonicalKeys(RaceName.of(name)))
                .keys()
                .getFirst()
                .value();
    }
}
