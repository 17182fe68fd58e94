package galaxy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import galaxy.chassis.server.BindAddress;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailSettingsTest {
    private static final BindAddress LOOPBACK = address("127.0.0.1");
    private static final BindAddress OPEN = address("0.0.0.0");

    private static BindAddress address(String ip) {
        return new BindAddress("users.http.address", InetAddress.ofLiteral(ip));
    }

    private static MailSettings read(Map<String, String> settings, BindAddress... addresses) {
        var reader = new SettingsReader(SettingSources.of(settings), MailSettings.ALL);
        MailSettings.check(reader, new ProcessPlan(Set.of("auth"), List.of(addresses)));
        MailSettings read = MailSettings.read(reader);
        reader.finish();
        return read;
    }

    @Test
    void without_a_relay_the_standard_values_are_those_of_the_page() {
        MailSettings standard = read(Map.of(), LOOPBACK);
        assertThat(standard.relay()).isEmpty();
        assertThat(standard.connections()).isEqualTo(2);
        assertThat(standard.product()).isEqualTo("Galaxy");
        assertThat(standard.isUtf8()).isFalse();
        assertThat(standard.hasCodeInSubject()).isFalse();
        assertThat(standard.announcesNewDevices()).isTrue();
    }

    @Test
    void a_relay_needs_a_sender() {
        Map<String, String> relay = Map.of("auth.smtp.uri", "smtp://user:secret@relay.example.com:587");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(relay))
                .withMessageContaining("auth.mail.from: is not set");
        MailSettings both = read(
                Map.of("auth.smtp.uri", "smtps://relay.example.com", "auth.mail.from", "no-reply@example.com"), OPEN);
        assertThat(both.relay().orElseThrow().address()).isEqualTo("relay.example.com:465");
        assertThat(both.from()).isEqualTo("no-reply@example.com");
    }

    @Test
    void without_a_relay_no_listener_of_the_process_may_be_open_to_other_machines() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(), LOOPBACK, OPEN))
                .withMessageContaining("auth.smtp.uri: is not set, and users.http.address is 0.0.0.0");
        assertThatNoException().isThrownBy(() -> read(Map.of(), LOOPBACK, address("::1")));
    }

    @ParameterizedTest
    @CsvSource({
        "auth.smtp.uri, http://relay.example.com",
        "auth.smtp.connections, 0",
        "auth.smtp.connections, 17",
        "auth.mail.from, sender",
        "auth.mail.from, a@localhost",
        "auth.mail.from, Galaxy <a@example.com>",
        "auth.mail.from, a@bücher.example",
        "auth.mail.product, ''",
        "auth.mail.utf8, yes",
    })
    void other_values_are_refused(String key, String value) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(key, value)))
                .withMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0007b", "a\u202eb", "a\nb"})
    void a_product_is_a_name_that_can_be_printed(String product) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("auth.mail.product", product)))
                .withMessageContaining("give 1 to 200 characters");
        assertThat(read(Map.of("auth.mail.product", "Ж".repeat(200))).product()).hasSize(200);
    }

    @Test
    void a_password_is_in_no_message() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("auth.smtp.uri", "smtp://user:secret@/")))
                .withMessageContaining("the value is not the address of a relay")
                .matches(e -> !e.getMessage().contains("secret"));
    }
}
