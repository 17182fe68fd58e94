package galaxy.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DemoUsersTest {
    @Test
    void are_the_same_for_a_seed_and_have_different_names() {
        DemoUsers users = new DemoUsers(42);
        Set<String> names = new HashSet<>();
        IntStream.range(0, 4_000)
                .forEach(i -> assertThat(names.add(users.user(i).raceName())).isTrue());
        assertThat(users.user(17)).isEqualTo(new DemoUsers(42).user(17));
        assertThat(users.user(17)).isNotEqualTo(new DemoUsers(43).user(17));
    }
}
