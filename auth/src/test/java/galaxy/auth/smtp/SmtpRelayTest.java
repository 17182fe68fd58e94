package galaxy.auth.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpRelayTest {
    @ParameterizedTest
    @CsvSource({
        "smtp://relay.example.com:2525, relay.example.com:2525, false, false",
        "smtp://relay.example.com, relay.example.com:587, false, false",
        "smtps://relay.example.com/, relay.example.com:465, true, false",
        "smtp://127.0.0.1:25, 127.0.0.1:25, false, true",
        "smtp://127.9.9.9:25, 127.9.9.9:25, false, true",
        "smtp://[::1]:25, [::1]:25, false, true",
        "smtp://localhost:25, localhost:25, false, true",
        "smtp://localhost.example.com:25, localhost.example.com:25, false, false",
        "smtps://192.0.2.1:465, 192.0.2.1:465, true, false",
    })
    void is_read_from_its_address(String uri, String address, boolean isImplicitTls, boolean isTrusted) {
        SmtpRelay relay = SmtpRelay.parse(uri).orElseThrow();
        assertThat(relay.address()).isEqualTo(address);
        assertThat(relay.isImplicitTls()).isEqualTo(isImplicitTls);
        assertThat(relay.isTrusted()).isEqualTo(isTrusted);
        assertThat(relay.login()).isEmpty();
    }

    @Test
    void user_and_password_are_percent_encoded_and_not_printed() {
        SmtpRelay relay = SmtpRelay.parse("smtp://us%40er:p+%3A%2Fs:s@relay.example.com:587")
                .orElseThrow();
        assertThat(relay.login().orElseThrow().user()).isEqualTo("us@er");
        assertThat(relay.login().orElseThrow().password().reveal()).isEqualTo("p+:/s:s");
        assertThat(relay).asString().doesNotContain("p+:/s:s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "relay.example.com",
                "http://relay.example.com",
                "smtp:relay.example.com",
                "smtp://",
                "smtp://user@relay.example.com",
                "smtp://:password@relay.example.com",
                "smtp://user:@relay.example.com",
                "smtp://user:%zz@relay.example.com",
                "smtp://relay.example.com:0",
                "smtp://relay.example.com:65536",
                "smtp://relay.example.com:25/path",
                "smtp://relay.example.com?x=1",
                "smtp://relay.example.com#x",
                "smtp://rel ay.example.com"
            })
    void anything_else_is_refused_without_repeating_it(String uri) {
        assertThat(SmtpRelay.parse(uri))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .isEqualTo(
                                        "not the address of a relay; give smtp[s]://user:password@host:port, percent-encoded"));
    }
}
