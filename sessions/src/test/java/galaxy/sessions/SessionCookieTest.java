package galaxy.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionCookieTest {
    private static final SessionId ID = SessionId.of("dvs_0123456789abcdefghjkmnpqrs");

    @Test
    void a_cookie_is_read_as_it_was_made_and_matches_its_own_credential_alone() {
        byte[] secret = SessionCookie.freshSecret(new Random(1));
        String value = SessionCookie.of(ID, secret).value();
        assertThat(value).matches("dvs_0123456789abcdefghjkmnpqrs\\.[A-Za-z0-9_-]{43}");
        SessionCookie read = SessionCookie.parse(value).orElseThrow();
        assertThat(read.id()).isEqualTo(ID);
        Credential own = SessionCookie.credential(secret);
        assertThat(read.matches(own)).isTrue();
        assertThat(read.matches(SessionCookie.credential(SessionCookie.freshSecret(new Random(2)))))
                .isFalse();
        assertThat(read.matches(new Credential(Credential.ED25519, own.key()))).isFalse();
        assertThat(read.toString()).doesNotContain(value.substring(value.indexOf('.') + 1));
        assertThat(own.key()).as("the secret is not stored").doesNotContain(value.substring(value.indexOf('.') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "dvs_0123456789abcdefghjkmnpqrs",
                "dvs_0123456789abcdefghjkmnpqrs.",
                "dvs_0123456789abcdefghjkmnpqrs.AAAA",
                "usr_0123456789abcdefghjkmnpqrs.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "dvs_0123456789abcdefghjkmnpqrs.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "dvs_0123456789abcdefghjkmnpqrs.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void any_other_text_is_no_cookie(String value) {
        assertThat(SessionCookie.parse(value)).isEmpty();
    }
}
