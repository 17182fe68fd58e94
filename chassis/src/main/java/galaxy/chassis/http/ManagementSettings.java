package galaxy.chassis.http;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.util.List;

/** Where the process shows how it is. */
public record ManagementSettings(int port) {

    public static final Setting<Integer> PORT = new Setting<>(
            "management.port", Kind.port(), "8090", "port of /livez, /readyz and /metrics; 0 for any free one");

    public static final List<Setting<?>> ALL = List.of(PORT);

    public static ManagementSettings read(SettingsReader reader) {
        return new ManagementSettings(reader.get(PORT));
    }
}
