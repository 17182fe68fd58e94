package galaxy.users.racename;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeneratedRaceNameTest {
    private static final int PLACES = 256;

    private final SkeletonPolicy policy = new SkeletonPolicy();

    @Test
    void is_player_and_8_characters_that_parse_as_a_name() {
        var names = new GeneratedRaceName(new Random(1));
        for (int i = 0; i < 1_000; i++) {
            RaceName name = names.next(i % PLACES);
            assertThat(name.value()).matches("player-[" + GeneratedRaceName.ALPHABET + "]{8}");
            assertThat(RaceName.parse(name.value()).orElseThrow()).isEqualTo(name);
        }
    }

    @Test
    void uses_every_character_of_its_alphabet_and_the_same_randomness_gives_the_same_name() {
        var names = new GeneratedRaceName(new Random(2));
        String drawn = names.next(9).value();
        assertThat(new GeneratedRaceName(new Random(2)).next(9).value()).isEqualTo(drawn);

        String all = IntStream.range(0, PLACES)
                .mapToObj(names::next)
                .flatMap(name -> Stream.of(name, names.next(9)))
                .limit(500)
                .map(name -> name.value().substring("player-".length()))
                .collect(Collectors.joining());
        assertThat(all.chars().distinct().count()).isEqualTo(GeneratedRaceName.ALPHABET.length());
    }

    @Test
    void the_key_of_a_name_says_the_place_that_it_was_drawn_for_in_every_spelling() {
        var names = new GeneratedRaceName(new Random(3));
        for (int i = 0; i < 20 * PLACES; i++) {
            String name = names.next(i % PLACES).value();
            List<String> spellings = List.of(
                    name,
                    name.toUpperCase(Locale.ROOT),
                    name.replace("player-", "P.I_a y'e-r"),
                    name.replace("player-", "\uff50\uff4c\uff41\uff59\uff45\uff52"));
            for (String spelling : spellings) {
                assertThat(placesOf(spelling)).as(spelling).containsExactly(OptionalInt.of(i % PLACES));
            }
        }
    }

    @Test
    void the_places_have_two_or_three_pairs_of_characters_each() {
        var pairs = GeneratedRaceName.ALPHABET
                .chars()
                .boxed()
                .flatMap(
                        first -> GeneratedRaceName.ALPHABET.chars().mapToObj(second -> "%c%c".formatted(first, second)))
                .collect(Collectors.groupingBy(
                        pair -> placesOf("player-acdefg" + pair).getFirst()));
        assertThat(pairs).hasSize(PLACES);
        assertThat(pairs.values()).allMatch(each -> each.size() == 2 || each.size() == 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"player", "player-acdefgh", "player-acdefghjk", "player-acdefghb", "prayer-acdefghj", "Nova"})
    void keys_of_another_shape_say_no_place(String name) {
        assertThat(placesOf(name)).containsExactly(OptionalInt.empty());
    }

    private List<OptionalInt> placesOf(String name) {
        return policy.keysOf(RaceName.of(name)).stream()
                .map(GeneratedRaceName::placeOf)
                .toList();
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
