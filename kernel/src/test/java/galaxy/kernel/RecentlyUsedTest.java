package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    @Test
    void the_least_recently_used_value_gives_way() {
        var values = new RecentlyUsed<String, Integer>(2);
        values.put("a", 1);
        values.put("b", 2);
        assertThat(values.get("a")).contains(1);
        values.put("c", 3);
        assertThat(values.get("b")).isEmpty();
        assertThat(values.get("a")).contains(1);
        assertThat(values.size()).isEqualTo(2);
    }

    @Test
    void a_value_is_changed_or_removed_by_what_follows_from_it() {
        var values = new RecentlyUsed<String, Integer>(2);
        assertThat(values.update("a", before -> Optional.of(before.orElse(0) + 1)))
                .contains(1);
        assertThat(values.update("a", before -> Optional.of(before.orElse(0) + 1)))
                .contains(2);
        assertThat(values.update("a", before -> Optional.empty())).isEmpty();
        assertThat(values.size()).isZero();
    }
}
