package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ParsedTest {
    private enum Colour {
        RED,
        BLUE;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void one_of_some_values_is_found_by_its_exact_text() {
        assertThat(parse("blue")).isEqualTo(Parsed.valid(Colour.BLUE));
        assertThat(parse("BLUE")).isEqualTo(Parsed.invalid("is not a colour"));
    }

    @Test
    void an_absent_value_has_a_reason() {
        assertThat(Parsed.of(Optional.of(1), "is absent")).isEqualTo(Parsed.valid(1));
        assertThat(Parsed.of(Optional.empty(), "is absent")).isEqualTo(Parsed.invalid("is absent"));
    }

    private static Parsed<Colour> parse(String raw) {
        return Parsed.oneOf(Colour.values(), Colour::code, raw, "is not a colour");
    }
}
