package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    @Test
    void a_field_is_trimmed_and_has_up_to_128_characters() {
        assertThat(IdempotencyKey.parse(" k 1\t")).isEqualTo(Parsed.valid(IdempotencyKey.of("k 1")));
        assertThat(IdempotencyKey.parse("星".repeat(128))).isInstanceOf(Parsed.Valid.class);
        assertThat(IdempotencyKey.parse("星".repeat(129))).isInstanceOf(Parsed.Invalid.class);
        assertThat(IdempotencyKey.parse(" ")).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void a_header_is_printable_ascii() {
        assertThat(IdempotencyKey.parseHeader("k~1")).isEqualTo(Parsed.valid(IdempotencyKey.of("k~1")));
        for (String wrong : new String[] {"", "ü", "a\tb", "x".repeat(129)}) {
            assertThat(IdempotencyKey.parseHeader(wrong)).isInstanceOf(Parsed.Invalid.class);
        }
    }

    @Test
    void is_encoded_without_a_separator_of_keys() {
        assertThat(IdempotencyKey.of("a:b{c}").encoded()).isEqualTo("a%3Ab%7Bc%7D");
    }
}
