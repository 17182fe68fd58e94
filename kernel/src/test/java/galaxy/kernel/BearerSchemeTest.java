package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerSchemeTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "AZaz09._~+/-", "YQ==", "-=="})
    void reads_what_it_has_written(String token) {
        assertThat(BearerScheme.isToken(token)).isTrue();
        assertThat(BearerScheme.token(BearerScheme.header(Secret.of(token)))).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "a b", "a=b", "a,b", "\u00e9", "a\n"})
    void refuses_what_is_no_token(String text) {
        assertThat(BearerScheme.isToken(text)).isFalse();
        assertThat(BearerScheme.token("Bearer " + text)).isEmpty();
    }

    @Test
    void the_scheme_has_any_case_and_spaces_behind_it() {
        assertThat(BearerScheme.token("bEARER   sesame")).contains("sesame");
        assertThat(BearerScheme.token("Basic sesame")).isEmpty();
        assertThat(BearerScheme.token("Bearersesame")).isEmpty();
    }

    @Test
    void a_token_has_at_most_4096_characters() {
        assertThat(BearerScheme.isToken("a".repeat(4096))).isTrue();
        assertThat(BearerScheme.isToken("a".repeat(4097))).isFalse();
    }
}
