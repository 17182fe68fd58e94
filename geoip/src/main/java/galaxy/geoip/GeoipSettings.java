package galaxy.geoip;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which database of countries and which languages are used. */
public record GeoipSettings(Optional<Path> database, Optional<Path> languages, Duration checkEvery) {

    public static final Setting<Optional<Path>> DATABASE = new Setting<>(
            "geoip.database",
            Kind.path().orNone(),
            "",
            "file in the MaxMind DB format with the country of each address; without one the bundled table");

    public static final Setting<Optional<Path>> LANGUAGES = new Setting<>(
            "geoip.languages",
            Kind.path().orNone(),
            "",
            "file with lines of a country code, a tab and a language, such as CH and fr, that replace entries of the bundled table; # starts a comment");

    public static final Setting<Duration> CHECK_EVERY = new Setting<>(
            "geoip.check-every",
            Kind.duration(),
            "60s",
            "how often to look whether the file of geoip.database has changed");

    public static final List<Setting<?>> ALL = List.of(DATABASE, LANGUAGES, CHECK_EVERY);

    public static GeoipSettings read(SettingsReader reader) {
        return new GeoipSettings(reader.get(DATABASE), reader.get(LANGUAGES), reader.get(CHECK_EVERY));
    }
}
