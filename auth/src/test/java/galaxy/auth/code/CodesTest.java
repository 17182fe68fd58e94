package galaxy.auth.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodesTest {
    private static final String CHALLENGE = "chl_0123456789abcdefghjkmnpqrs";

    private static CodeKey key(String id, int first) {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (first + i));
        return new CodeKey(id, bytes);
    }

    @ParameterizedTest
    @CsvSource({"8, 31551960", "6, 551960"})
    void the_vectors_of_the_contract(int digits, String code) {
        assertThat(new Codes(List.of(key("a", 0)), digits).code("a", CHALLENGE)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10})
    void a_code_has_its_length_and_is_that_of_its_challenge_alone(int digits) {
        Codes codes = new Codes(List.of(key("a", 0)), digits);
        List<String> many = IntStream.range(0, 2000)
                .mapToObj(i -> codes.code("a", "chl_" + i).orElseThrow())
                .toList();
        assertThat(many).allMatch(code -> code.matches("[0-9]{" + digits + "}"));
        assertThat(many.stream().distinct().count()).isGreaterThan(1990);
        assertThat(many.stream().filter(code -> code.startsWith("0")).count()).isBetween(120L, 280L);
    }

    @Test
    void a_new_key_is_used_for_new_challenges_and_the_old_one_stays_known() {
        Codes codes = new Codes(List.of(key("new", 9), key("old", 0)), 8);
        assertThat(codes.newestKey()).isEqualTo("new");
        assertThat(codes.code("old", CHALLENGE)).contains("31551960");
        assertThat(codes.code("new", CHALLENGE)).isPresent().isNotEqualTo(codes.code("old", CHALLENGE));
        assertThat(codes.code("gone", CHALLENGE)).isEmpty();
    }

    @Test
    void a_key_has_32_bytes_and_is_never_shown() {
        assertThatThrownBy(() -> new CodeKey("a", new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThat(key("a", 0).toString()).isEqualTo("CodeKey[a]");
    }
}
