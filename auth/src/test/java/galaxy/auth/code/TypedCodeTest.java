package galaxy.auth.code;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"31551960", "٣١٥٥١٩٦٠", "۳۱۵۵۱۹۶۰", "३१५५१९६०", "３１５５１９６０"})
    void digits_of_every_script_count_by_their_value(String typed) {
        assertThat(TypedCode.parse(typed, 8)).isEqualTo(Parsed.valid(new TypedCode("31551960")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3155 1960",
                "3155\u00a01960",
                "3155\u20091960",
                "3155\u20131960",
                "3155\u22121960",
                "3155-1960",
                "\u20663155 1960\u2069",
                "3155\u200b1960\ufeff",
                "31551960\r\n",
                "\t3 1 5 5 1 9 6 0 "
            })
    void what_comes_along_when_a_code_is_pasted_is_dropped(String typed) {
        assertThat(TypedCode.parse(typed, 8)).isEqualTo(Parsed.valid(new TypedCode("31551960")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3155196O", "Code: 31551960", "3155196", "315519600", "", "3155+1960", "3155_1960", "½1551960"})
    void anything_else_is_no_code(String typed) {
        assertThat(TypedCode.parse(typed, 8)).isEqualTo(Parsed.invalid("must be the 8 digits of the code"));
    }

    @Test
    void a_code_is_compared_whole_and_never_shown() {
        TypedCode typed = new TypedCode("31551960");
        assertThat(Codes.matches("31551960", typed)).isTrue();
        assertThat(Codes.matches("31551961", typed)).isFalse();
        assertThat(Codes.matches("3155196", typed)).isFalse();
        assertThat(typed.toString()).doesNotContain("3155");
    }
}
