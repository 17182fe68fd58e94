package galaxy.chassis.service;

import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import java.time.InstantSource;

/**
 * What a process gives to each of its services.
 *
 * @param shared what they share, such as a store
 * @param settings checked
 * @param callers knows who may call
 * @param metrics registered once for all services
 * @param peers the other services of the process
 */
public record ServiceContext<S>(
        S shared,
        SettingsReader settings,
        Authenticator callers,
        ServerMetrics metrics,
        Peers peers,
        InstantSource clock) {
    /** For a service alone on loopback. */
    public ServiceContext(
            S shared, SettingsReader settings, Authenticator callers, ServerMetrics metrics, InstantSource clock) {
        this(shared, settings, callers, metrics, Peers.none(), clock);
    }
}
