package galaxy.users;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.HttpSettings;
import galaxy.chassis.http.Routes;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.paging.PageTokens;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.store.OpenStore;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Accounts;
import galaxy.users.block.EmailBlocks;
import galaxy.users.history.Histories;
import galaxy.users.http.UsersApi;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.Registrations;
import galaxy.users.store.UsersStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users service, wired and running. */
public final class UsersService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsersService.class);

    private final HttpServer http;
    private final StoreWork work;
    private final ExecutorService background;

    private UsersService(HttpServer http, StoreWork work, ExecutorService background) {
        this.http = http;
        this.work = work;
        this.background = background;
    }

    /** What the process lends to each of its services. */
    public record Environment(
            OpenStore store,
            HttpSettings http,
            Callers callers,
            HttpMetrics metrics,
            InstantSource clock,
            int retainedEvents) {}

    /** Starts the service on an open store. */
    public static UsersService start(UsersSettings settings, RaceNamePolicy policy, Environment environment) {
        LimitCatalogue limits = settings.limits();
        InstantSource clock = environment.clock();
        OpenStore open = environment.store();
        SecureRandom random = new SecureRandom();
        UsersStore store =
                new UsersStore(new ServiceStore(open.shared(), UsersStore.SPACE, clock, random), limits, policy);
        ExecutorService background = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name("users-background")
                .uncaughtExceptionHandler((thread, e) -> LOG.warn("a repair waits for the sweeper: {}", e.getMessage()))
                .factory());
        AccountStore accountStore = store.accounts();
        Accounts accounts = new Accounts(accountStore, policy, clock, background);
        Registrations registrations =
                new Registrations(store.subjects(), accountStore, policy, new GeneratedRaceName(random), clock);
        StoreWork work = store.work(accounts::repair);
        UsersApi.Features features = new UsersApi.Features(
                accounts,
                registrations,
                new EmailBlocks(store.subjects(), accountStore, clock),
                new Histories(accountStore, accounts),
                store.listing(work));
        Routes routes =
                Routes.of(UsersApi.routes(features, new PageTokens(open.shared().secret()::sign), limits, clock));
        store.prepare();
        work.start();
        HttpServer http = HttpServer.start(
                "users", settings.httpPort(), routes, environment.callers(), environment.http(), environment.metrics());
        return new UsersService(http, work, background);
    }

    /** Where the service listens. */
    public URI uri() {
        return http.uri();
    }

    /** What must be well for the service to take requests. */
    public List<HealthCheck> checks() {
        return work.checks();
    }

    /** Finishes what runs, publishes what waits, and stops. */
    @Override
    public void close() {
        http.close();
        background.close();
        work.close();
    }
}
