package galaxy.auth;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.challenge.BindUser;
import galaxy.auth.challenge.CompareCode;
import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.client.UsersOverHttp;
import galaxy.auth.code.Codes;
import galaxy.auth.http.AuthApi;
import galaxy.auth.session.BeginSession;
import galaxy.auth.session.BlockedUsers;
import galaxy.auth.session.SessionUses;
import galaxy.auth.session.Sessions;
import galaxy.auth.store.AuthStore;
import galaxy.auth.store.BlockEvents;
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
import galaxy.chassis.settings.SettingsReader;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.users.UsersClient;
import galaxy.store.EventFollower;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** The sign-in service. */
public final class Auth implements Service<SharedStore> {
    private static final Timeouts USERS_TIMEOUTS =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofSeconds(1));

    @Override
    public String name() {
        return "auth";
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(AuthSettings.ALL.stream(), MailSettings.ALL.stream())
                .<Setting<?>>map(setting -> setting)
                .toList();
    }

    @Override
    public void check(SettingsReader settings, ProcessPlan plan) {
        MailSettings.check(settings, plan);
        CodeKeySource.check(settings, plan);
        AuthSettings.USERS.check(settings, plan);
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var settings = AuthSettings.read(context.settings());
        var mail = MailSettings.read(context.settings());
        var codes = new Codes(CodeKeySource.of(settings, context), settings.codeDigits());
        var users = AuthSettings.USERS.connect(
                settings.users(),
                context.peers(),
                (address, token) -> UsersClient.of(ClientSettings.of(address, token, USERS_TIMEOUTS)),
                UsersClient::close);
        var store =
                new AuthStore(new ServiceStore(context.shared(), AuthStore.SPACE, context.clock(), new SecureRandom()));
        var metrics = new AuthMetrics(context.metrics().registry());
        Mailing mailing =
                Mailing.start(mail, store.mails(), codes, context.shared().secret()::sign, context);
        var directory = new UsersOverHttp(users);
        var features = features(settings, mail, store, new Shared(context, metrics, codes, mailing, directory));
        var blocked = new BlockedUsers(features.sessions(), store.sessions(), directory, metrics);
        EventFollower follower = store.follower(new BlockEvents(blocked, store.sessions()::users, metrics));
        StoreWork work = store.work(features.sessions()::sweep, mailing::deliver);
        metrics.gauges(work::relayLagSeconds, follower::lagSeconds);
        work.start();
        follower.start();
        var terms = new AuthApi.Terms(
                settings.codeDigits(), mail.isUtf8(), settings.limits().sendsPerHour(), settings.idle());
        HttpServer http = HttpServer.start(
                name(),
                HttpApi.json(Routes.of(
                        AuthApi.routes(features, new PageTokens(context.shared().secret()::sign), terms))),
                settings.http(),
                context.callers(),
                context.metrics().http());
        return new Running(
                List.of(endpoint(http)),
                List.of(noted("auth-relay", work::relayLagSeconds), noted("auth-follower", follower::lagSeconds)),
                List.of(http, follower, work, mailing, users),
                mailing.pages());
    }

    /** What several features need. */
    private record Shared(
            ServiceContext<SharedStore> context,
            AuthMetrics metrics,
            Codes codes,
            Mailing mailing,
            UsersOverHttp users) {}

    private static AuthApi.Features features(AuthSettings settings, MailSettings mail, AuthStore store, Shared shared) {
        var clock = shared.context().clock();
        var metrics = shared.metrics();
        AddressBudgets budgets = store.budgets(settings.budgets(), mail.relay().isEmpty());
        var rules = new SendCode.Rules(settings.limits(), shared.codes(), metrics);
        var sessions = new Sessions(store.sessions(), metrics, clock);
        var blocked = new BlockedUsers(sessions, store.sessions(), shared.users(), metrics);
        var begin = new BeginSession(
                sessions,
                store.sessions(),
                shared.users(),
                settings.sessions(mail.announcesNewDevices()),
                shared.mailing()::deliver);
        var confirm = new ConfirmCode(
                new CompareCode(store.challenges(), budgets, rules, shared.mailing()::deliver, clock),
                new BindUser(store.challenges(), shared.users()),
                begin,
                budgets,
                metrics);
        return new AuthApi.Features(
                new SendCode(store.challenges(), budgets, rules, shared.mailing()::deliver, clock),
                confirm,
                sessions,
                new SessionUses(store.sessions(), sessions, blocked, settings.idle(), metrics),
                shared.users(),
                shared.users(),
                store.mails());
    }

    /** For operators: it is never a reason not to take requests. */
    private static HealthCheck noted(String name, DoubleSupplier lag) {
        return new HealthCheck(name, () -> HealthCheck.Status.noted("%.1f s behind".formatted(lag.getAsDouble())));
    }

    private static Endpoint endpoint(HttpServer http) {
        return new Endpoint(http.uri().toString(), "REST; the contract is at /openapi.yaml", """
                curl -s %s/api/v1/internal/sign-in/challenges -H 'Content-Type: application/json' \\
                    -d '{"email":"pilot@example.com","locale":"en","client":{"ip":"127.0.0.1"}}'\
                """.formatted(http.uri()));
    }
}
