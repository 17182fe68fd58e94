package galaxy.connections;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.util.List;

/**
 * The settings of the connections service.
 *
 * @param grpcPort port of its gRPC server
 */
public record ConnectionsSettings(int grpcPort) {
    public static final Setting<Integer> GRPC_PORT =
            new Setting<>("connections.grpc.port", Kind.port(), "9090", "port of the connections service: gRPC");

    public static final List<Setting<?>> ALL = List.of(GRPC_PORT);

    public static ConnectionsSettings read(SettingsReader reader) {
        return new ConnectionsSettings(reader.get(GRPC_PORT));
    }
}
