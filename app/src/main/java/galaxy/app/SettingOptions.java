package galaxy.app;

import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.GeoipSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options by which an operator says settings. */
final class SettingOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides one setting; may be given many times. All keys: docs/reference/configuration.md.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A properties file with settings. Strongest first: --set, environment (GALAXY_USERS_HTTP_PORT"
                    + " for users.http.port), this file, the default.")
    private Optional<Path> config = Optional.empty();

    SettingSources sources() {
        return sources(Stream.empty());
    }

    /**
     * The settings of {@code geoip}, for a command that starts no service.
     *
     * @throws galaxy.chassis.settings.SettingsException with every problem of any setting
     */
    GeoipSettings geoip() {
        SettingsReader reader = new SettingsReader(sources(), Galaxy.PROCESS.settings());
        GeoipSettings geoip = GeoipSettings.read(reader);
        reader.finish();
        return geoip;
    }

    /** @param more settings that a command takes as options of their own, {@code key=value} */
    SettingSources sources(Stream<String> more) {
        return SettingSources.of(Stream.concat(sets.stream(), more).toList(), System.getenv(), config);
    }
}
