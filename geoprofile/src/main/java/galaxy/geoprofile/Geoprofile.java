package galaxy.geoprofile;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.Routes;
import galaxy.chassis.paging.PageTokens;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.users.UsersClient;
import galaxy.geoip.Geoip;
import galaxy.geoip.GeoipData;
import galaxy.geoip.GeoipSettings;
import galaxy.geoprofile.client.UsersOverHttp;
import galaxy.geoprofile.http.GeoprofileApi;
import galaxy.geoprofile.observation.CountObservations;
import galaxy.geoprofile.profile.Profiles;
import galaxy.geoprofile.profile.Proposals;
import galaxy.geoprofile.store.CountryEvents;
import galaxy.geoprofile.store.GeoStore;
import galaxy.geoprofile.sync.SyncSchedule;
import galaxy.geoprofile.sync.Synchronisation;
import galaxy.store.EventFollower;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The geo profile service. */
public final class Geoprofile implements Service<SharedStore> {
    private static final Timeouts USERS_TIMEOUTS =
            new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final String NAME = "geoprofile";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return GeoprofileSettings.ALL;
    }

    @Override
    public void check(SettingsReader settings, ProcessPlan plan) {
        GeoprofileSettings.USERS.check(settings, plan);
        try {
            GeoipData.check(GeoipSettings.read(settings));
        } catch (SettingsException e) {
            settings.problems(e);
        }
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var settings = GeoprofileSettings.read(context.settings());
        var clock = context.clock();
        var users = GeoprofileSettings.USERS.connect(
                settings.users(),
                context.peers(),
                (address, token) -> UsersClient.of(ClientSettings.of(address, token, USERS_TIMEOUTS)),
                UsersClient::close);
        var geoip = Geoip.open(settings.geoip(), context.metrics().registry(), clock);
        var metrics = new GeoprofileMetrics(context.metrics().registry());
        var store = new GeoStore(
                new ServiceStore(context.shared(), GeoStore.SPACE, clock, new SecureRandom()), metrics::changed);
        var directory = new UsersOverHttp(users);
        var synchronisation =
                new Synchronisation(store.profiles(), directory, new SyncSchedule(new SecureRandom()), metrics, clock);
        var profiles = new Profiles(store.profiles(), synchronisation::advance, clock);
        var features = new GeoprofileApi.Features(
                profiles,
                new Proposals(profiles, settings.rules(), store.observations(), directory::exists, clock),
                store.profiles(),
                store.observations(),
                new CountObservations(store.observations(), geoip.countries()::countryOf, metrics, clock));
        EventFollower follower = store.follower(new CountryEvents(synchronisation, metrics));
        StoreWork work = store.work(synchronisation::sweep);
        metrics.gauges(work::relayLagSeconds, follower::lagSeconds, store::syncing);
        store.prepare();
        work.start();
        follower.start();
        HttpServer http = http(settings, features, context);
        return new Running(
                List.of(endpoint(http)),
                List.of(
                        noted("geoprofile-relay", work::relayLagSeconds),
                        noted("geoprofile-follower", follower::lagSeconds)),
                List.of(http, follower, work, geoip, users));
    }

    private static HttpServer http(
            GeoprofileSettings settings, GeoprofileApi.Features features, ServiceContext<SharedStore> context) {
        var tokens = new PageTokens(context.shared().secret()::sign);
        return HttpServer.start(
                NAME,
                HttpApi.json(Routes.of(GeoprofileApi.routes(features, tokens, context.clock()))),
                settings.http(),
                context.callers(),
                context.metrics().http());
    }

    /** For operators: it is never a reason not to take requests. */
    private static HealthCheck noted(String name, DoubleSupplier lag) {
        return new HealthCheck(name, () -> HealthCheck.Status.noted("%.1f s behind".formatted(lag.getAsDouble())));
    }

    private static Endpoint endpoint(HttpServer http) {
        return new Endpoint(http.uri().toString(), "REST; the contract is at /openapi.yaml", """
                curl -s %s/api/v1/internal/country-reviews\
                """.formatted(http.uri()));
    }
}
