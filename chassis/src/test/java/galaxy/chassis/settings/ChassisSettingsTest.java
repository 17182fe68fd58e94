package galaxy.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.identity.CallersSettings;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each record reads its keys, and its defaults are those that the architecture names. */
class ChassisSettingsTest {
    private static final List<Setting<?>> ALL = Stream.of(
                    CallersSettings.ALL, ListenerKeys.SHARED, ManagementServer.KEYS.all(), LogSettings.ALL)
            .flatMap(List::stream)
            .<Setting<?>>map(setting -> setting)
            .toList();

    private final SettingsReader unset = new SettingsReader(SettingSources.none(), ALL);

    @Test
    void listens_on_loopback_and_shows_itself_on_8090_by_default() throws Exception {
        var listener = ManagementServer.KEYS.read(unset);
        assertThat(listener.address().ip()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(listener.timeouts().stop()).isEqualTo(Duration.ofSeconds(10));
        assertThat(listener.port()).isEqualTo(8090);
        assertThat(CallersSettings.read(unset)).isEqualTo(new CallersSettings(Optional.empty(), Optional.empty()));
        assertThat(LogSettings.read(unset)).isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.INFO));
    }

    @Test
    void reads_what_is_set() {
        var given =
                Map.of("http.max-in-flight", "7", "log.format", "json", "log.level", "debug", "management.port", "0");
        var reader = new SettingsReader(SettingSources.of(given), ALL);
        assertThat(ManagementServer.KEYS.read(reader).limits().inFlight()).isEqualTo(7);
        assertThat(LogSettings.read(reader)).isEqualTo(new LogSettings(LogFormat.JSON, LogLevel.DEBUG));
        assertThat(ManagementServer.KEYS.read(reader).port()).isZero();
        reader.finish();
    }

    @Test
    void a_listener_has_its_own_limits_and_else_those_of_all() {
        var keys = new ListenerKeys("things.http", 8081, "things");
        var given = Map.of(
                "http.max-in-flight",
                "7",
                "http.work-timeout",
                "2s",
                "things.http.max-in-flight",
                "9",
                "things.http.address",
                "127.0.0.2");
        var known =
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList();
        var listener = keys.read(new SettingsReader(SettingSources.of(given), known));
        assertThat(listener.limits().inFlight()).isEqualTo(9);
        assertThat(listener.timeouts().work()).isEqualTo(Duration.ofSeconds(2));
        assertThat(listener.address().ip()).isEqualTo(InetAddress.ofLiteral("127.0.0.2"));
        assertThat(listener.port()).isEqualTo(8081);
    }

    @Test
    void finds_what_is_wrong_with_a_setting_that_is_not_read() {
        var reader = new SettingsReader(SettingSources.of(Map.of("management.port", "x")), ALL);
        assertThatThrownBy(reader::finish).isInstanceOf(SettingsException.class);
    }

    @Test
    void takes_callers_from_the_environment() {
        var sources = SettingSources.of(List.of(), Map.of("GALAXY_CALLERS", "a=auth:00"), Optional.empty());
        assertThat(CallersSettings.read(new SettingsReader(sources, ALL)).inline())
                .isPresent();
    }

    @Test
    void has_a_row_for_each_key() {
        var table = SettingsReference.table(ALL);
        assertThat(table.lines()).hasSize(ALL.size() + 2);
        assertThat(table)
                .contains("| `management.port` | `GALAXY_MANAGEMENT_PORT` | port | `8090` |")
                .contains("| `callers.file` | `GALAXY_CALLERS_FILE` | path | none |")
                .contains("| `http.max-in-flight` | `GALAXY_HTTP_MAX_IN_FLIGHT` |");
    }
}
