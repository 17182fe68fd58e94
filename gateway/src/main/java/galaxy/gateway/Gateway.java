package galaxy.gateway;

import galaxy.chassis.grpc.GrpcServer;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.gateway.client.ReportsOverHttp;
import galaxy.gateway.client.ServicesOverHttp;
import galaxy.gateway.client.SignInOverHttp;
import galaxy.gateway.grpc.AcceptRequest;
import galaxy.gateway.grpc.GatewayApi;
import galaxy.gateway.grpc.SubscribeCall;
import galaxy.gateway.http.PublicApi;
import galaxy.gateway.limit.AddressBudget;
import galaxy.gateway.report.Batches;
import galaxy.gateway.report.SessionUse;
import galaxy.gateway.report.UseReports;
import galaxy.gateway.request.CheckRequest;
import galaxy.gateway.signin.ClientPlaces;
import galaxy.gateway.store.CachedKeys;
import galaxy.gateway.store.GuardWatch;
import galaxy.gateway.store.PlayerEvents;
import galaxy.gateway.stream.Subscriptions;
import galaxy.geoip.Geoip;
import galaxy.geoip.GeoipData;
import galaxy.geoip.GeoipSettings;
import galaxy.geoip.NewUserLanguage;
import galaxy.sessions.store.RedisReplayGuard;
import galaxy.store.SharedStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** The gateway. */
public final class Gateway implements Service<SharedStore> {
    private static final String NAME = "gateway";

    /** Requests that no session has signed, from one address a minute. */
    private static final int FAILURES = 60;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return GatewaySettings.ALL;
    }

    @Override
    public boolean hasRecords() {
        return false;
    }

    @Override
    public Set<String> publicListeners() {
        return GatewaySettings.PUBLIC;
    }

    @Override
    public void check(SettingsReader settings, ProcessPlan plan) {
        GatewaySettings.check(settings);
        Upstreams.check(settings, plan);
        try {
            GeoipData.check(GeoipSettings.read(settings));
        } catch (SettingsException e) {
            settings.problems(e);
        }
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var settings = GatewaySettings.read(context.settings());
        var metrics = new GatewayMetrics(context.metrics().registry());
        var guard =
                new RedisReplayGuard(context.shared().redis(), settings.limits().sessionPerMinute(), context.clock());
        GuardWatch watch = GuardWatch.start(guard);
        var upstreams = Upstreams.connect(settings.upstreams(), context.peers());
        var geoip = Geoip.open(settings.geoip(), context.metrics().registry(), context.clock());
        Reporting reporting = Reporting.start(upstreams, metrics);
        Subscriptions subscriptions = subscriptions(settings, guard, metrics, context);
        metrics.gauges(() -> guard.isMemoryOnly() ? 1 : 0, watch::skewSeconds, subscriptions::count);
        subscriptions.start();
        var check = new CheckRequest(rules(settings, context), new CachedKeys(guard), guard, metrics, context.clock());
        var api = new GatewayApi(
                new AcceptRequest(check, reporting.uses(), geoip.countries()::countryOf, context.clock()),
                new ServicesOverHttp(upstreams.users(), upstreams.auth(), metrics),
                SubscribeCall.of(subscriptions),
                metrics);
        GrpcServer grpc = GrpcServer.start(
                NAME,
                api.rpc(List.of(context.shared().readable(), watch.check())),
                settings.listeners().grpc(),
                PublicAccess.LISTENER,
                context.metrics().rpc());
        HttpServer http = http(settings, new SignInOverHttp(upstreams.signIn(), metrics), geoip, context);
        return new Running(
                List.of(endpoint(http), endpoint(grpc)),
                List.of(watch.check()),
                List.of(grpc, http, subscriptions, reporting, watch, geoip, upstreams));
    }

    /** What is sent after responses. */
    private record Reporting(UseReports uses, Batches<SessionUse> toAuth, Batches<SessionUse> toGeoprofile)
            implements AutoCloseable {
        private static Reporting start(Upstreams upstreams, GatewayMetrics metrics) {
            var reports = new ReportsOverHttp(upstreams.auth(), upstreams.geoprofile());
            var toAuth = new Batches<SessionUse>("gateway-uses", reports::toAuth, lost -> metrics.lost("auth", lost));
            var toGeoprofile = new Batches<SessionUse>(
                    "gateway-observations", reports::toGeoprofile, lost -> metrics.lost("geoprofile", lost));
            return new Reporting(new UseReports(toAuth::add, toGeoprofile::add), toAuth, toGeoprofile);
        }

        @Override
        public void close() {
            toAuth.close();
            toGeoprofile.close();
        }
    }

    private static CheckRequest.Rules rules(GatewaySettings settings, ServiceContext<SharedStore> context) {
        return new CheckRequest.Rules(settings.audience(), new AddressBudget(FAILURES, context.clock()));
    }

    private static Subscriptions subscriptions(
            GatewaySettings settings,
            RedisReplayGuard guard,
            GatewayMetrics metrics,
            ServiceContext<SharedStore> context) {
        return new Subscriptions(
                new Subscriptions.Ports(
                        new PlayerEvents(context.shared().redis()),
                        guard::find,
                        context.clock(),
                        new SecureRandom(),
                        metrics),
                Subscriptions.Limits.of(settings.streams()));
    }

    private static HttpServer http(
            GatewaySettings settings, SignInOverHttp signIn, Geoip geoip, ServiceContext<SharedStore> context) {
        var languages = new NewUserLanguage(geoip.languages());
        var places = new ClientPlaces(
                geoip.countries()::countryOf,
                switch (settings.languageHint()) {
                    case OFF -> (country, hint) -> languages.of(country);
                    case WITHIN_COUNTRY -> languages::withinCountry;
                });
        return HttpServer.start(
                NAME,
                PublicApi.api(
                        new PublicApi.Features(signIn, places, context.clock()),
                        settings.origins(),
                        new AddressBudget(settings.limits().addressPerMinute(), context.clock())),
                settings.listeners().http(),
                PublicAccess.LISTENER,
                context.metrics().http());
    }

    private static Endpoint endpoint(HttpServer http) {
        return new Endpoint(
                http.uri().toString(),
                "public REST; the contract is at /api/v1/public/openapi.yaml",
                "curl -s %s/api/v1/public/time".formatted(http.uri()));
    }

    private static Endpoint endpoint(GrpcServer grpc) {
        return new Endpoint(
                grpc.target(),
                "public gRPC, signed requests; health without a signature",
                "./galaxy call user.account.get");
    }
}
