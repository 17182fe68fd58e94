package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserIdTest {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    @Test
    void spells_128_bits_with_26_digits_the_highest_first() {
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 0xff);
        byte[] one = new byte[16];
        one[15] = 1;

        assertThat(UserId.of(new byte[16]).value()).isEqualTo("usr_" + "0".repeat(26));
        assertThat(UserId.of(one).value()).isEqualTo("usr_" + "0".repeat(25) + "1");
        assertThat(UserId.of(ones).value()).isEqualTo("usr_7" + "z".repeat(25));
    }

    @Test
    void spells_the_same_number_as_plain_arithmetic() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            var number = new BigInteger(1, bytes);
            var expected = new StringBuilder();
            for (int digit = 0; digit < 26; digit++) {
                expected.insert(0, DIGITS.charAt(number.intValue() & 31));
                number = number.shiftRight(5);
            }
            UserId id = UserId.of(bytes);
            assertThat(id.value()).isEqualTo("usr_" + expected);
            assertThat(UserId.parse(id.value()).orElseThrow()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "usr_",
                "usr_0000000000000000000000000",
                "usr_000000000000000000000000000",
                "USR_00000000000000000000000000",
                "usr_0000000000000000000000000A",
                "usr_0000000000000000000000000i",
                "usr_0000000000000000000000000l",
                "usr_0000000000000000000000000o",
                "usr_0000000000000000000000000u",
                "usr_80000000000000000000000000",
                "usr-00000000000000000000000000",
                " usr_0000000000000000000000000",
                "usr_0000000000000000000000000/",
                "usr_0000000000000000000000000\u0660"
            })
    void refuses_what_no_128_bits_spell(String raw) {
        assertThat(UserId.parse(raw)).isEqualTo(Parsed.invalid("is not a user id"));
    }

    @Test
    void is_made_of_16_bytes_and_no_other_number() {
        assertThatThrownBy(() -> UserId.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_ordered_as_its_text() {
        UserId low = UserId.of("usr_00000000000000000000000009");
        UserId high = UserId.of("usr_0000000000000000000000000a");
        assertThat(low).isLessThan(high);
    }
}
