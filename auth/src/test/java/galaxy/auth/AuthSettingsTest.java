package galaxy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.challenge.Limits;
import galaxy.chassis.server.BindAddress;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthSettingsTest {
    private static final String ZEROS = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static SettingsReader reader(Map<String, String> settings) {
        return new SettingsReader(
                SettingSources.of(settings),
                Stream.concat(ListenerKeys.SHARED.stream(), new Auth().settings().stream())
                        .toList());
    }

    private static AuthSettings read(Map<String, String> settings) {
        SettingsReader reader = reader(settings);
        AuthSettings read = AuthSettings.read(reader);
        reader.finish();
        return read;
    }

    @Test
    void the_standard_values_are_those_of_the_page() {
        AuthSettings standard = read(Map.of());
        assertThat(standard.http().address().ip().isLoopbackAddress()).isTrue();
        assertThat(standard.codeDigits()).isEqualTo(8);
        assertThat(standard.codeKeys()).isEmpty();
        assertThat(standard.idle()).isEqualTo(Duration.ofDays(30));
        assertThat(standard.life()).isEqualTo(Duration.ofDays(180));
        assertThat(standard.mostSessions()).isEqualTo(10);
        assertThat(standard.limits()).isEqualTo(new Limits.Rules(5, 10, 50, 100));
        assertThat(standard.budgets()).isEqualTo(new AddressBudgets.Rules(10, 30, 300));
    }

    @ParameterizedTest
    @CsvSource({
        "auth.code.digits, 5",
        "auth.code.digits, 11",
        "auth.session.idle, 999ms",
        "auth.session.life, 0s",
        "auth.session.max, 0",
        "auth.session.max, 101",
        "auth.limits.sends-per-hour, 0",
        "auth.limits.sends-per-day, 1000001",
        "auth.limits.wrong-per-day, 0",
        "auth.limits.wrong-in-a-row, 101",
        "auth.limits.address-sends, 0",
        "auth.limits.address-confirms, 1000001",
        "auth.limits.sends-per-minute, 0",
        "auth.users.url, users:8081",
        "auth.users.url, http://users:0",
        "auth.users.url, http://users:99999",
        "auth.users.url, http://users#part",
        "auth.users.url, http://user:password@users",
        "auth.code-keys, k1:AAAA",
    })
    void other_values_are_refused(String key, String value) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(key, value)))
                .withMessageContaining(key)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("AAAA", "password"));
    }

    @ParameterizedTest
    @CsvSource({
        "auth.code.digits, 6",
        "auth.code.digits, 10",
        "auth.session.idle, 1s",
        "auth.session.max, 100",
        "auth.limits.sends-per-hour, 1000000",
        "auth.limits.wrong-in-a-row, 100",
    })
    void the_bounds_are_taken(String key, String value) {
        assertThat(read(Map.of(key, value))).isNotNull();
    }

    @Test
    void every_problem_with_where_the_process_listens_is_reported_at_once() {
        var open = new BindAddress("users.http.address", InetAddress.ofLiteral("0.0.0.0"));
        SettingsReader reader = reader(Map.of("auth.code.digits", "5"));
        new Auth().check(reader, new ProcessPlan(Set.of("auth"), List.of(open)));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(reader::finish)
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(4)
                        .anyMatch(
                                line -> line.startsWith("auth.smtp.uri: is not set, and users.http.address is 0.0.0.0"))
                        .anyMatch(line ->
                                line.startsWith("auth.code-keys: is not set, and users.http.address is 0.0.0.0"))
                        .anyMatch(
                                line -> line.startsWith("auth.users.url: is not set, and the users service is not in"))
                        .anyMatch(line -> line.startsWith("--set auth.code.digits")));
    }

    @Test
    void what_is_needed_beyond_loopback_is_a_relay_a_sender_and_keys() {
        var open = new BindAddress("bind.address", InetAddress.ofLiteral("192.0.2.1"));
        SettingsReader reader = reader(Map.of(
                "auth.smtp.uri", "smtp://relay.example.com",
                "auth.mail.from", "no-reply@example.com",
                "auth.code-keys", "k1:" + ZEROS));
        new Auth().check(reader, new ProcessPlan(Set.of("auth", "users"), List.of(open)));
        reader.finish();
        assertThat(AuthSettings.read(reader).codeKeys().orElseThrow()).hasSize(1);
    }
}
