package galaxy.chassis.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {
    private final PageTokens tokens = new PageTokens(signedWith("secret"));
    private final String token = tokens.issue("users?paid_state=free", "1767225600000|usr_1é");

    @Test
    void opens_what_it_issued_for_the_same_walk() {
        assertThat(tokens.open("users?paid_state=free", token)).contains("1767225600000|usr_1é");
        assertThat(token).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void is_bound_to_the_walk_and_its_filters() {
        assertThat(tokens.open("users?paid_state=paid", token)).isEmpty();
        assertThat(tokens.open("", token)).isEmpty();
    }

    @Test
    void what_binds_and_what_is_bound_cannot_be_shifted() {
        assertThat(tokens.issue("ab", "c").substring(0, 20))
                .isNotEqualTo(tokens.issue("a", "bc").substring(0, 20));
        var shifted = Base64.getUrlDecoder().decode(tokens.issue("walk", "1x"));
        var same = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
        assertThat(tokens.open("walk1", same)).isEmpty();
    }

    @Test
    void every_changed_bit_is_noticed() {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.open(
                            "users?paid_state=free",
                            Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void another_store_does_not_open_it() {
        assertThat(new PageTokens(signedWith("another secret")).open("users?paid_state=free", token))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "====", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA"})
    void refuses_what_is_no_token(String text) {
        assertThat(tokens.open("users", text)).isEmpty();
    }

    @Test
    void refuses_another_spelling_of_a_token_and_an_endless_one() {
        assertThat(tokens.open("users?paid_state=free", token + "=")).isEmpty();
        assertThat(tokens.open("users?paid_state=free", token + token.repeat(40)))
                .isEmpty();
    }

    private static BiFunction<String, String, byte[]> signedWith(String secret) {
        return (purpose, text) -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal((purpose + "\0" + text).getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
