package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActorTest {
    @ParameterizedTest
    @ValueSource(strings = {"o", "ops-7", "Jane Doe", "ops/7@x", "Ünal", "\ud83d\ude80"})
    void takes_an_id_of_printable_characters(String raw) {
        assertThat(Actor.parseId(raw)).isEqualTo(Parsed.valid(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\n", "\u0000", "a\u007f", "a\u202eb", "\ud800", "a\u2028b", "a\u200bb"})
    void refuses_an_id_that_cannot_be_printed(String raw) {
        assertThat(Actor.parseId(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void counts_the_characters_of_an_id() {
        assertThat(Actor.parseId("x".repeat(128))).isInstanceOf(Parsed.Valid.class);
        assertThat(Actor.parseId("x".repeat(129))).isInstanceOf(Parsed.Invalid.class);
        assertThat(Actor.parseId("\ud83d\ude80".repeat(128))).isInstanceOf(Parsed.Valid.class);
    }
}
