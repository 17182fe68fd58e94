package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"a@b", "pilot@example.com", "Pilot+x@Example.COM", "\"q\"@x", "ü@ö.example", "a@b..c"})
    void keeps_an_address_byte_for_byte(String raw) {
        assertThat(EmailAddress.parse(raw).orElseThrow().value()).isEqualTo(raw);
    }

    @Test
    void is_trimmed_of_every_white_space_around_it() {
        assertThat(EmailAddress.parse(" \t\r\n\u00a0\u2003\u3000\u0085a@b\u2028\u202f ")
                        .orElseThrow())
                .isEqualTo(EmailAddress.parse("a@b").orElseThrow());
    }

    @Test
    void is_matched_exactly_and_not_by_case() {
        assertThat(EmailAddress.parse("A@b").orElseThrow())
                .isNotEqualTo(EmailAddress.parse("a@b").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "a@",
                "@b",
                "ab",
                "abc",
                "a@b@c",
                "a@@b",
                "a b@c",
                "a@b\u00a0c",
                "a\u0000@b",
                "a@b\u007fc",
                "a\n@b",
                "a@\ud800",
                "\udc00@b",
                "a@b\u0085c",
                "a@b\u200b",
                "\ufeffa@b",
                "a\u202e@b",
                "a\u3164@b",
                "a\ufe0f@b",
                "a@\u00adb"
            })
    void refuses_what_is_no_address(String raw) {
        assertThat(EmailAddress.parse(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void counts_its_length_in_bytes() {
        assertThat(EmailAddress.parse("a@" + "b".repeat(252))).isInstanceOf(Parsed.Valid.class);
        assertThat(EmailAddress.parse("a@" + "b".repeat(253))).isInstanceOf(Parsed.Invalid.class);
        assertThat(EmailAddress.parse("a@" + "ü".repeat(126))).isInstanceOf(Parsed.Valid.class);
        assertThat(EmailAddress.parse("a@b" + "ü".repeat(126))).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void hides_itself_when_printed_and_in_the_reason_for_a_refusal() {
        assertThat(EmailAddress.parse("pilot@example.com").orElseThrow()).hasToString("[e-mail]");
        assertThat(EmailAddress.parse("pilot @example.com").toString()).doesNotContain("example");
    }
}
