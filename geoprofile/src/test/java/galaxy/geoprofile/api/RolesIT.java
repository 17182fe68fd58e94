package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Topology;
import galaxy.testkit.openapi.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may call which route of geoprofile. */
class RolesIT {
    private static final String OPS = "'reason_code':'checked','actor':{'type':'admin','id':'ops-7'}";
    private static final String UNKNOWN = "usr_00000000000000000000000000";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void every_route_accepts_its_roles_and_no_other() {
        String[] roles = {"gateway", "web", "admin", "console", "auth", "lobby", "geo", "billing"};
        try (Api guarded = new Api(Topology.STAND_ALONE, Api.callers(roles), Map.of())) {
            for (Operation operation : Api.CONTRACT.operations()) {
                if (!operation.path().startsWith(Api.BASE)) {
                    continue;
                }
                Set<String> allowed = Api.CONTRACT.roles(operation);
                String path = operation
                        .path()
                        .substring(Api.BASE.length())
                        .replace("{user_id}", UNKNOWN)
                        .replace("{number}", "1");
                String body = operation.method().equals("POST") ? "{}" : "";
                for (String role : roles) {
                    var reply = guarded.call(operation.method(), path, body, Api.as(role));
                    if (allowed.contains(role)) {
                        assertThat(reply.status())
                                .as("%s by %s", operation, role)
                                .isIn(200, 400, 404);
                    } else {
                        reply.refused(403, "permission_denied");
                    }
                }
                guarded.call(operation.method(), path, body, Map.of()).refused(401, "unauthenticated");
            }
            String user = guarded.user("web@example.com", Api.as("auth"));
            String path = "/users/" + user + "/country-versions";
            String own = "{'country':'DE','source':'%s','reason_code':'moved','actor':{'type':'user','id':'%s'}}";
            guarded.call("POST", path, own.formatted("admin", user), Api.as("web"))
                    .refused(403, "permission_denied");
            guarded.call("POST", path, own.formatted("observed", user), Api.as("gateway"))
                    .refused(403, "permission_denied");
            guarded.call("POST", path, own.formatted("user", UNKNOWN), Api.as("web"))
                    .invalid("actor");
            guarded.call("POST", path, own.formatted("user", user), Api.as("web"))
                    .ok();
            guarded.call("POST", path + "/1/approve", "{" + OPS + "}", Api.as("console"))
                    .ok();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(guarded.events(user, "geo.country_version.changed").stream()
                                    .map(event -> event.path("mutation_source").asString() + " "
                                            + event.path("caller").asString())
                                    .toList())
                            .containsExactly("self_service web", "admin_command console", "geo_sync geoprofile"));
            changes_are_of_the_caller_and_not_of_the_actor(guarded);
        }
    }

    private static void changes_are_of_the_caller_and_not_of_the_actor(Api guarded) {
        String user = guarded.user("actor@example.com", Api.as("auth"));
        String path = "/users/" + user + "/country-versions";
        String own = "'reason_code':'moved','actor':{'type':'user','id':'%s'}".formatted(user);
        String proposal = "{'country':'%s','source':'user'," + own + "}";
        guarded.call("POST", path, proposal.formatted("DE"), Api.as("gateway")).ok();
        guarded.call("POST", path + "/1/withdraw", "{" + OPS + "}", Api.as("web"))
                .invalid("actor");
        guarded.call("POST", path + "/1/withdraw", "{" + own + "}", Api.as("web"))
                .ok();
        guarded.call("POST", path, proposal.formatted("FR"), Api.as("admin")).ok();
        guarded.call("POST", path + "/2/reject", "{" + own + "}", Api.as("console"))
                .ok();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(guarded.events(user, "geo.country_version.changed").stream()
                                .map(event -> event.path("mutation_source").asString() + " "
                                        + event.path("caller").asString())
                                .toList())
                        .containsExactly(
                                "self_service gateway",
                                "self_service web",
                                "admin_command admin",
                                "admin_command console"));
    }
}
