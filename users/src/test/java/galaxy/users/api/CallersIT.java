package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.CallersSettings;
import galaxy.client.ErrorResponseException;
import galaxy.client.ServiceError;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Secret;
import galaxy.kernel.UserId;
import galaxy.testkit.Topology;
import galaxy.testkit.openapi.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class CallersIT {
    private static final List<String> ROLES =
            List.of("gateway", "auth", "lobby", "geo", "billing", "admin", "web", "console");
    private static Api api;

    @Parameter
    Topology topology;

    @BeforeParameterizedClassInvocation
    static void start(Topology topology) {
        api = Api.withCallers(
                topology, callers("gateway", "auth", "lobby", "geo", "billing", "admin", "web", "console", "admin-2"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        api.close();
    }

    /** Each with its name as its role, up to a dash. */
    private static Callers callers(String... names) {
        String lines = Arrays.stream(names)
                .map(name -> name + "=" + name.replaceFirst("-.*", "") + ":" + sha256(token(name)))
                .collect(Collectors.joining(";"));
        return Callers.read(new CallersSettings(Optional.empty(), Optional.of(Secret.of(lines))));
    }

    private static String token(String name) {
        return "token-of-" + name;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String target(Operation operation) {
        return operation.path().replace("{user_id}", "usr_00000000000000000000000000");
    }

    private static Api.Call call(Operation operation) {
        Api.Call call = api.call(operation.method(), target(operation));
        return operation.method().equals("POST") ? call.json("{}") : call;
    }

    @Test
    void every_route_accepts_its_roles_and_no_other() {
        for (Operation operation : Api.CONTRACT.operations()) {
            Set<String> allowed = Api.CONTRACT.roles(operation);
            for (String role : ROLES) {
                Reply reply = call(operation).as(token(role)).send();
                if (allowed.isEmpty() || allowed.contains(role)) {
                    assertThat(reply.status()).as("%s by %s", operation, role).isIn(200, 400, 404);
                } else {
                    reply.refused(403, "permission_denied");
                }
            }
        }
    }

    @Test
    void the_groups_are_those_of_the_contract() {
        assertThat(routesOf("gateway")).containsExactlyInAnyOrder("account", "standing", "profile", "settings");
        assertThat(routesOf("web")).isEqualTo(routesOf("gateway"));
        assertThat(routesOf("console")).isEqualTo(routesOf("admin"));
        assertThat(routesOf("auth"))
                .containsExactlyInAnyOrder(
                        "/user-resolutions/by-email",
                        "exists",
                        "/users/ensure-by-email",
                        "block",
                        "/user-blocks/by-email",
                        "/user-blocks/by-email/remove");
        assertThat(routesOf("lobby")).containsExactlyInAnyOrder("eligibility", "exists");
        assertThat(routesOf("geo")).containsExactlyInAnyOrder("declared-country/sync", "exists");
        assertThat(routesOf("billing"))
                .containsExactlyInAnyOrder("entitlements/grant", "entitlements/extend", "entitlements/revoke");
        assertThat(routesOf("admin")).hasSize(26).doesNotContain("declared-country/sync");
    }

    private static List<String> routesOf(String role) {
        return Api.CONTRACT.operations().stream()
                .filter(operation -> Api.CONTRACT.roles(operation).contains(role))
                .map(operation -> operation.path().substring(Api.BASE.length()).replace("/users/{user_id}/", ""))
                .toList();
    }

    @Test
    void without_a_known_token_every_route_but_the_description_is_refused_before_its_body_is_read() {
        for (Operation operation : Api.CONTRACT.operations()) {
            if (!operation.path().startsWith(Api.BASE)) {
                assertThat(call(operation).send().status()).isEqualTo(200);
                continue;
            }
            for (String authorization : List.of(
                    "",
                    "Bearer",
                    "Bearer ",
                    "Bearer x",
                    "Basic " + token("admin"),
                    "bearer " + token("admin") + "x",
                    "Bearer " + sha256(token("admin")),
                    token("admin"))) {
                Api.Call call = call(operation);
                if (!authorization.isEmpty()) {
                    call.header("Authorization", authorization);
                }
                Reply reply = call.send().refused(401, "unauthenticated");
                assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
                assertThat(reply.text()).doesNotContain("token-of");
            }
            call(operation)
                    .header("Authorization", "Bearer " + token("admin"))
                    .header("Authorization", "Bearer " + token("admin"))
                    .send()
                    .refused(401, "unauthenticated");
        }
    }

    @Test
    void the_assets_of_the_description_are_open() {
        for (String path :
                List.of("/docs/docs.js", "/docs/viewer/swagger-ui.css", "/docs/viewer/swagger-ui-bundle.js")) {
            assertThat(api.call("GET", path).send().status()).isEqualTo(200);
        }
    }

    @Test
    void a_refused_caller_changes_nothing() {
        String email = Api.freshEmail();
        api.call("POST", Api.BASE + "/users/ensure-by-email")
                .json(TestUsers.ensureBody(email))
                .as(token("lobby"))
                .send()
                .refused(403, "permission_denied");
        api.call("POST", Api.BASE + "/user-resolutions/by-email")
                .json("{'email':'" + email + "'}")
                .as(token("auth"))
                .send()
                .is(
                        "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
    }

    @Test
    void the_client_of_a_caller_reports_what_it_may_not_do() {
        UserId unknown = UserId.of("usr_00000000000000000000000000");
        try (UsersClient lobby = api.clientAs(token("lobby"));
                UsersClient stranger = api.clientAs("unknown-token")) {
            assertThat(lobby.exists(unknown)).isFalse();
            assertThat(refusal(() -> lobby.find(unknown)))
                    .extracting(ServiceError::code, ServiceError::status)
                    .containsExactly("permission_denied", "403");
            assertThat(refusal(() -> stranger.exists(unknown)))
                    .extracting(ServiceError::code, ServiceError::status)
                    .containsExactly("unauthenticated", "401");
        }
        assertThat(refusal(() -> api.client().exists(unknown)).code()).isEqualTo("unauthenticated");
    }

    private static ServiceError refusal(ThrowingCallable call) {
        return catchThrowableOfType(ErrorResponseException.class, call).error();
    }

    @Test
    void idempotency_keys_of_different_callers_are_independent() {
        String id = api.call("POST", Api.BASE + "/users/ensure-by-email")
                .json(TestUsers.ensureBody(Api.freshEmail()))
                .as(token("auth"))
                .send()
                .ok()
                .path("user_id")
                .asString();
        String key = UUID.randomUUID().toString();
        String path = Api.BASE + "/users/" + id + "/limits/set";
        String body = TestUsers.body("'limit_code':'max_owned_private_games','value':%d");
        String first = api.call("POST", path)
                .json(body.formatted(1))
                .as(token("admin"))
                .key(key)
                .send()
                .text();
        api.call("POST", path)
                .json(body.formatted(2))
                .as(token("admin-2"))
                .key(key)
                .send()
                .ok();
        api.call("POST", path)
                .json(body.formatted(1))
                .as(token("admin"))
                .key(key)
                .send()
                .is(first);
        api.call("POST", path)
                .json(body.formatted(1))
                .as(token("admin-2"))
                .key(key)
                .send()
                .conflict();
    }

    @Test
    void an_event_names_the_caller_also_when_the_change_is_completed_in_a_later_step() {
        String id = api.call("POST", Api.BASE + "/users/ensure-by-email")
                .json(TestUsers.ensureBody(Api.freshEmail()))
                .as(token("auth"))
                .send()
                .ok()
                .path("user_id")
                .asString();
        api.call("POST", Api.BASE + "/users/" + id + "/profile")
                .json("{'race_name':'" + Api.freshName() + "'}")
                .as(token("gateway"))
                .send()
                .ok();
        api.call("POST", Api.BASE + "/users/" + id + "/block")
                .json("{'reason_code':'fraud'}")
                .as(token("admin-2"))
                .send()
                .ok();
        await().untilAsserted(() -> assertThat(api.events().about(id))
                .extracting(event -> event.data().path("caller").asString())
                .containsExactly("auth", "auth", "auth", "gateway", "admin-2"));
    }
}
