package galaxy.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.http.AuthApi;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.Role;
import galaxy.testkit.Topology;
import galaxy.testkit.openapi.OpenApi;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouteTableIT {
    private static final OpenApi CONTRACT = OpenApi.load("/galaxy/contracts/auth.openapi.yaml");

    /** One line of the table or of the file. */
    private record Line(Set<String> roles, Set<String> query) {}

    @Test
    void the_table_and_the_contract_have_the_same_routes_roles_and_query_parameters() {
        var expected = new TreeMap<String, Line>();
        CONTRACT.operations()
                .forEach(operation -> expected.put(
                        operation.toString(),
                        new Line(CONTRACT.roles(operation), CONTRACT.parameters(operation, "query"))));
        var actual = new TreeMap<String, Line>();
        try (World world = new World(Topology.STAND_ALONE, 1)) {
            var caller = world.caller();
            var features = new AuthApi.Features(
                    caller.send(),
                    caller.confirm(),
                    caller.sessions(),
                    caller.uses(),
                    world.users,
                    world.users,
                    caller.store().mails());
            var terms = new AuthApi.Terms(8, false, 5, Duration.ofDays(30));
            for (Route route : AuthApi.routes(features, new PageTokens((purpose, text) -> new byte[16]), terms)) {
                actual.put(
                        route.method() + " " + route.template(),
                        new Line(roles(route.access()), new TreeSet<>(route.query())));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static Set<String> roles(Access access) {
        return switch (access) {
            case Access.Anyone anyone -> Set.of();
            case Access.Only(Set<Role> roles) ->
                roles.stream().map(Role::code).collect(Collectors.toCollection(TreeSet::new));
        };
    }
}
