package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of one key and of two, that only their own spellings share. */
class NamingTest {
    private static final int MANY = 300;

    private final Naming naming = new Naming(7);

    @Test
    void every_third_name_of_a_client_has_two_keys_and_none_is_that_of_another() {
        List<String> names = new ArrayList<>();
        for (Naming each : List.of(naming, new Naming(8), new Naming(331_775))) {
            for (int client : List.of(0, 1, 100, 500)) {
                IntStream.range(0, MANY).forEach(i -> names.add(each.ownName(client, i)));
            }
        }
        areDistinct(names);
        assertThat(IntStream.range(0, MANY).mapToObj(i -> keys(naming.ownName(1, i))))
                .allMatch(keys -> !keys.isEmpty());
        assertThat(IntStream.range(0, MANY).map(i -> keys(naming.ownName(1, i)).size()))
                .containsExactlyElementsOf(IntStream.range(0, MANY)
                        .map(i -> i % 3 == 2 ? 2 : 1)
                        .boxed()
                        .toList());
    }

    @Test
    void another_spelling_is_the_same_name() {
        Random random = new Random(1);
        IntStream.range(0, MANY)
                .mapToObj(i -> naming.ownName(1, i))
                .forEach(name -> assertThat(keys(Naming.lookAlike(name, random)))
                        .as(name)
                        .isEqualTo(keys(name)));
    }

    @Test
    void one_shared_name_is_cyrillic_and_has_a_latin_twin_that_shares_one_of_its_keys() {
        String name = naming.sharedName(3, 2);
        assertThat(keys(name)).hasSize(2);
        List<String> others = Naming.otherSpellings(name);
        assertThat(keys(others.getFirst())).isEqualTo(keys(name));
        assertThat(others.getLast()).matches("[A-Z ]+");
        assertThat(keys(others.getLast())).hasSize(1).isSubsetOf(keys(name));
    }

    @Test
    void shared_names_are_those_of_their_arena() {
        areDistinct(Stream.of(naming, new Naming(8))
                .flatMap(each -> IntStream.range(0, MANY)
                        .boxed()
                        .flatMap(arena -> IntStream.range(0, 3).mapToObj(which -> each.sharedName(arena, which))))
                .toList());
    }

    private static Set<String> keys(String name) {
        return UserRecords.canonical(name);
    }

    private static void areDistinct(List<String> names) {
        Set<String> found = new HashSet<>();
        assertThat(names).allSatisfy(name -> assertThat(keys(name)).as(name).allMatch(found::add));
    }
}
