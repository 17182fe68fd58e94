package galaxy.chassis.telemetry;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.util.List;

/** The format and the level of the log. */
public record LogSettings(LogFormat format, LogLevel level) {

    public static final Setting<LogFormat> FORMAT = new Setting<>(
            "log.format", Kind.oneOf(LogFormat.class), "text", "log lines for people (text) or machines (json)");

    public static final Setting<LogLevel> LEVEL = new Setting<>(
            "log.level", Kind.oneOf(LogLevel.class), "info", "lowest level of Galaxy's own events that are logged");

    public static final List<Setting<?>> ALL = List.of(FORMAT, LEVEL);

    public static LogSettings read(SettingsReader reader) {
        return new LogSettings(reader.get(FORMAT), reader.get(LEVEL));
    }
}
