package galaxy.auth.address;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedAddressTest {
    private static TypedAddress parse(String raw) {
        return TypedAddress.parse(raw, false).orElseThrow();
    }

    private static List<String> forms(String raw) {
        return parse(raw).accountForms().stream().map(EmailAddress::value).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pilot@example.com",
                "\u200bpilot@example.com",
                "pilot@example.com\ufeff",
                "\u00a0pilot@example.com ",
                "pilot@example.com\u202c",
                "\r\n pilot@example.com\t"
            })
    void what_cannot_be_seen_around_an_address_is_dropped(String raw) {
        assertThat(parse(raw).typed()).isEqualTo("pilot@example.com");
        assertThat(forms(raw)).containsExactly("pilot@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pi\u200blot@example.com",
                "pi lot@example.com",
                "pilot@exam\u00adple.com",
                "pilot\u0000@example.com"
            })
    void a_hidden_character_inside_is_named(String raw) {
        assertThat(TypedAddress.parse(raw, true))
                .isEqualTo(Parsed.invalid(
                        "contains a space or a hidden character; type the address instead of pasting it"));
    }

    @ParameterizedTest
    @CsvSource({
        "pilot@bücher。example, pilot@xn--bcher-kva.example",
        "pilot@BÜCHER.example, pilot@xn--bcher-kva.example",
        "Pilot@Example.COM, Pilot@example.com"
    })
    void a_domain_is_in_lower_case_ascii(String raw, String recipient) {
        assertThat(parse(raw).recipient()).isEqualTo(recipient);
    }

    @Test
    void users_may_know_an_address_as_it_was_typed_or_in_lower_case() {
        assertThat(forms("Pilot@Example.COM"))
                .containsExactly("Pilot@Example.COM", "Pilot@example.com", "pilot@example.com");
        assertThat(forms("pilot@EXAMPLE.com")).containsExactly("pilot@EXAMPLE.com", "pilot@example.com");
        assertThat(forms("pilot@bücher.example"))
                .containsExactly("pilot@bücher.example", "pilot@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "pilot",
                "@example.com",
                "pilot@",
                "pilot@localhost",
                "pilot@example",
                "pilot@.com",
                "pilot@example.com.",
                "pilot@-example.com",
                "pilot@exa_mple.com",
                "pilot@[192.0.2.1]",
                "pilot@192.0.2.1",
                "a@b@example.com",
                ".pilot@example.com",
                "pilot.@example.com",
                "pi..lot@example.com",
                "\"pi lot\"@example.com",
                "pi,lot@example.com",
                "pilot@example.com\r\nBcc: other@example.com",
                "jöran@example.com",
                "pilot@xn--a.example"
            })
    void anything_else_is_no_address(String raw) {
        assertThat(TypedAddress.parse(raw, false)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void lengths_are_in_bytes() {
        String longest = "a".repeat(64) + "@" + "b".repeat(61) + "." + "c".repeat(61) + "." + "d".repeat(61) + ".ef";
        assertThat(longest.length()).isBetween(250, 254);
        assertThat(TypedAddress.parse(longest, false)).isInstanceOf(Parsed.Valid.class);
        assertThat(TypedAddress.parse("a".repeat(65) + "@example.com", false)).isInstanceOf(Parsed.Invalid.class);
        assertThat(TypedAddress.parse(longest + "gh", false)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void other_letters_before_the_at_are_a_matter_of_the_relay() {
        assertThat(TypedAddress.parse("jöran@example.com", true).orElseThrow().typed())
                .isEqualTo("jöran@example.com");
        assertThat(TypedAddress.parse("jo\u0308ran@example.com", true)
                        .orElseThrow()
                        .recipient())
                .isEqualTo("jöran@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "Pilot+tag@Example.com, pilot@example.com",
        "pi.lot@example.com, pi.lot@example.com",
        "Pi.Lot+x@gmail.com, pilot@gmail.com",
        "p.i.l.o.t@googlemail.com, pilot@gmail.com",
        "+tag@example.com, +tag@example.com"
    })
    void limits_are_counted_by_a_stronger_fold(String raw, String fold) {
        assertThat(parse(raw).fold()).isEqualTo(fold);
    }

    @Test
    void an_address_is_never_shown() {
        assertThat(parse("pilot@example.com").toString()).doesNotContain("pilot");
    }
}
