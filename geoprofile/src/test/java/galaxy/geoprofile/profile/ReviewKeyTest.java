package galaxy.geoprofile.profile;

import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of a place among versions that wait. */
class ReviewKeyTest {
    @Test
    void a_text_is_read_to_the_same_place() {
        var key = new ReviewKey(NOON, PILOT, 12);
        assertThat(key.text()).isEqualTo("1772366400000|" + PILOT + "|12");
        assertThat(ReviewKey.parse(key.text())).isEqualTo(key);
    }

    @Test
    void what_is_no_place_is_refused() {
        for (String text : List.of("", "1|" + PILOT + "|1", "1772366400000|" + PILOT, "1772366400000|x|1")) {
            assertThatThrownBy(() -> ReviewKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
