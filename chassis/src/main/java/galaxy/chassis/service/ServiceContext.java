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
 */
public record ServiceContext<S>(
        S shared, SettingsReader settings, Authenticator callers, ServerMetrics metrics, InstantSource clock) {}
