package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.Role;
import galaxy.testkit.SettableClock;
import galaxy.testkit.openapi.Operation;
import galaxy.users.account.Accounts;
import galaxy.users.block.EmailBlocks;
import galaxy.users.history.Histories;
import galaxy.users.http.UsersApi;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.memory.MemoryPolicy;
import galaxy.users.memory.MemoryStore;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.registration.Registrations;
import galaxy.users.standing.Standings;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    /** What the page at {@code /docs} loads; no part of the contract. */
    private static final Set<String> ASSETS = Set.of("/docs/docs.js", "/docs/viewer/{asset}");

    /** One line of the table or of the file. */
    private record Line(Set<String> roles, Set<String> query) {}

    @Test
    void the_table_and_the_contract_have_the_same_routes_roles_and_query_parameters() {
        var expected = new TreeMap<String, Line>();
        for (Operation operation : Api.CONTRACT.operations()) {
            expected.put(
                    operation.toString(),
                    new Line(Api.CONTRACT.roles(operation), Api.CONTRACT.parameters(operation, "query")));
        }
        var actual = new TreeMap<String, Line>();
        for (Route route : routes()) {
            if (!ASSETS.contains(route.template())) {
                actual.put(
                        route.method() + " " + route.template(),
                        new Line(roles(route.access()), new TreeSet<>(route.query())));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void thirteen_changes_take_an_idempotency_key() {
        assertThat(Api.CONTRACT.operations().stream()
                        .filter(operation ->
                                Api.CONTRACT.parameters(operation, "header").contains("Idempotency-Key"))
                        .map(operation -> operation.path().replaceFirst(".*\\{user_id}/", "")))
                .containsExactlyInAnyOrder(
                        "/api/v1/internal/user-blocks/by-email",
                        "/api/v1/internal/user-blocks/by-email/remove",
                        "block",
                        "profile",
                        "settings",
                        "declared-country/sync",
                        "entitlements/grant",
                        "entitlements/extend",
                        "entitlements/revoke",
                        "sanctions/apply",
                        "sanctions/remove",
                        "limits/set",
                        "limits/remove");
    }

    private static Set<String> roles(Access access) {
        return switch (access) {
            case Access.Anyone anyone -> Set.of();
            case Access.Only(Set<Role> roles) ->
                roles.stream().map(Role::code).collect(Collectors.toCollection(TreeSet::new));
        };
    }

    private static List<Route> routes() {
        SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
        MemoryStore store = new MemoryStore(clock);
        MemoryPolicy policy = new MemoryPolicy();
        Accounts accounts = new Accounts(store, policy, clock, (userId, repair) -> repair.run());
        var features = new UsersApi.Features(
                accounts,
                new Registrations(store, store, policy, new GeneratedRaceName(new Random(1)), clock),
                new EmailBlocks(store, store, clock),
                store.blocks(),
                new Histories(store, accounts, clock),
                new Standings(store, accounts, LimitCatalogue.standard(), clock),
                store);
        return UsersApi.routes(
                features, new PageTokens((purpose, text) -> new byte[16]), LimitCatalogue.standard(), clock);
    }
}
