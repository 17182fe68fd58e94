package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void goes_on_after_its_last_item_only_if_there_is_more() {
        assertThat(Page.of(List.of(1, 2, 3), 2, n -> n)).isEqualTo(new Page<>(List.of(1, 2), Optional.of(2)));
        assertThat(Page.of(List.of(1, 2), 2, n -> n)).isEqualTo(new Page<>(List.of(1, 2), Optional.empty()));
        assertThat(Page.of(List.<Integer>of(), 2, n -> n)).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }
}
