package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "abuse", "a_1", "a__", "payment_received_2"})
    void takes_lower_case_words(String raw) {
        assertThat(ReasonCode.parse(raw)).isEqualTo(Parsed.valid(ReasonCode.of(raw)));
        assertThat(Source.parse(raw)).isEqualTo(Parsed.valid(Source.of(raw)));
        assertThat(Actor.parseType(raw)).isEqualTo(Parsed.valid(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "_a", "a-b", "a b", " a", "a\n", "ä", "a.b"})
    void refuses_everything_else(String raw) {
        assertThat(ReasonCode.parse(raw)).isEqualTo(Parsed.invalid(Code.RULE));
        assertThat(Source.parse(raw)).isEqualTo(Parsed.invalid(Code.RULE));
        assertThat(Actor.parseType(raw)).isEqualTo(Parsed.invalid(Code.RULE));
    }

    @Test
    void has_1_to_64_characters() {
        assertThat(ReasonCode.parse("a".repeat(64))).isInstanceOf(Parsed.Valid.class);
        assertThat(ReasonCode.parse("a".repeat(65))).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void values_of_different_types_are_never_equal() {
        assertThat((Object) ReasonCode.of("a")).isNotEqualTo(Source.of("a"));
    }
}
