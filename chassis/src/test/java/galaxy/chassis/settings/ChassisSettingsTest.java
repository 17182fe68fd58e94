package galaxy.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.http.HttpSettings;
import galaxy.chassis.http.ManagementSettings;
import galaxy.chassis.identity.CallersSettings;
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
                    CallersSettings.ALL, HttpSettings.ALL, ManagementSettings.ALL, LogSettings.ALL)
            .flatMap(List::stream)
            .<Setting<?>>map(setting -> setting)
            .toList();

    private final SettingsReader unset = new SettingsReader(SettingSources.none(), ALL);

    @Test
    void listens_on_loopback_and_shows_itself_on_8090_by_default() throws Exception {
        var http = HttpSettings.read(unset);
        assertThat(http.bindAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(http.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(ManagementSettings.read(unset)).isEqualTo(new ManagementSettings(8090));
        assertThat(CallersSettings.read(unset)).isEqualTo(new CallersSettings(Optional.empty(), Optional.empty()));
        assertThat(LogSettings.read(unset)).isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.INFO));
    }

    @Test
    void reads_what_is_set() {
        var given =
                Map.of("http.max-in-flight", "7", "log.format", "json", "log.level", "debug", "management.port", "0");
        var reader = new SettingsReader(SettingSources.of(given), ALL);
        assertThat(HttpSettings.read(reader).maxInFlight()).isEqualTo(7);
        assertThat(LogSettings.read(reader)).isEqualTo(new LogSettings(LogFormat.JSON, LogLevel.DEBUG));
        assertThat(ManagementSettings.read(reader).port()).isZero();
        reader.finish();
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
