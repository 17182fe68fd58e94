package galaxy.chassis.service;

import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.server.BindAddress;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import java.time.InstantSource;
import java.util.List;

/**
 * What a process gives to each of its services.
 *
 * @param shared what they share, such as a store
 * @param settings checked
 * @param callers knows who may call
 * @param metrics registered once for all services
 * @param addresses where the listeners of the process listen, those of other services and of management too
 * @param peers the other services of the process
 */
public record ServiceContext<S>(
        S shared,
        SettingsReader settings,
        Authenticator callers,
        ServerMetrics metrics,
        List<BindAddress> addresses,
        Peers peers,
        InstantSource clock) {
    public ServiceContext {
        addresses = List.copyOf(addresses);
    }

    /** For a service alone on loopback. */
    public ServiceContext(
            S shared, SettingsReader settings, Authenticator callers, ServerMetrics metrics, InstantSource clock) {
        this(shared, settings, callers, metrics, List.of(), Peers.none(), clock);
    }
}
