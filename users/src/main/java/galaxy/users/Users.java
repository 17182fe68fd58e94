package galaxy.users;

import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.Routes;
import galaxy.chassis.paging.PageTokens;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.store.OpenStore;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreWork;
import galaxy.users.account.Accounts;
import galaxy.users.block.EmailBlocks;
import galaxy.users.history.Histories;
import galaxy.users.http.UsersApi;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import galaxy.users.registration.Registrations;
import galaxy.users.standing.Standings;
import galaxy.users.store.UsersStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;

/** The users service. */
public final class Users implements Service<SharedStore> {
    private final Supplier<RaceNamePolicy> policies;

    public Users() {
        this(SkeletonPolicy::new);
    }

    /** @param policies makes the policy of race names at each start */
    public Users(Supplier<RaceNamePolicy> policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return "users";
    }

    @Override
    public List<Setting<?>> settings() {
        return UsersSettings.ALL;
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var settings = UsersSettings.read(context.settings());
        var clock = context.clock();
        var random = new SecureRandom();
        var policy = policies.get();
        var store = new UsersStore(
                new ServiceStore(
                        context.shared(), UsersStore.SPACE, clock, random, UsersStore.rules(settings.limits())),
                settings.limits(),
                policy);
        var accounts = new Accounts(store.accounts(), policy, clock, store::repairSoon);
        var registrations =
                new Registrations(store.subjects(), store.accounts(), policy, new GeneratedRaceName(random), clock);
        var blocks = new EmailBlocks(store.subjects(), store.accounts(), clock);
        var blockListing = store.blocks();
        OpenStore.retried(() -> {
            blockListing.prepare();
            return blockListing;
        });
        StoreWork work = store.work(accounts, blocks::repair);
        var features = new UsersApi.Features(
                accounts,
                registrations,
                blocks,
                blockListing,
                new Histories(store.accounts(), accounts, clock),
                new Standings(store.accounts(), accounts, settings.limits(), clock),
                store.listing(accounts));
        var tokens = new PageTokens(context.shared().secret()::sign);
        Routes routes = Routes.of(UsersApi.routes(features, tokens, settings.limits(), clock));
        work.start();
        HttpServer http = HttpServer.start(
                name(),
                HttpApi.json(routes),
                settings.http(),
                context.callers(),
                context.metrics().http());
        return new Running(List.of(endpoint(http)), List.of(), List.of(http, work));
    }

    private static Endpoint endpoint(HttpServer http) {
        return new Endpoint(
                http.uri().toString(), "REST; the contract is at /docs and /openapi.yaml", """
                curl -s %s/api/v1/internal/users/ensure-by-email -H 'Content-Type: application/json' \\
                    -d '{"email":"pilot@example.com","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}'\
                """.formatted(http.uri()));
    }
}
