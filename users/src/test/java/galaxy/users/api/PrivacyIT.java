package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.testkit.Topology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marked addresses are sent in every possible way, and appear only where the contract says. */
class PrivacyIT {
    private static final String MARK = "zqmarked";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void no_address_is_in_log_lines_metrics_or_errors(Topology topology) throws IOException {
        Logging.configure(new LogSettings(LogFormat.JSON, LogLevel.DEBUG), log);
        List<Reply> errors = new ArrayList<>();
        StringBuilder metrics = new StringBuilder();
        try (Api api = Api.open(topology)) {
            TestUsers users = new TestUsers(api);
            String email = MARK + "-1@example.com";
            String id = users.create(email);
            users.ensure(email).ok();
            users.resolve(email).ok();
            users.block(email, "spam").ok();
            users.ensure(email).ok();
            users.unblock(email).ok();
            users.block(MARK + "-2@example.com", "spam").ok();
            api.post("/user-lookups/by-email", "{'email':'" + email + "'}").ok();
            users.rename(id, Api.freshName()).ok();
            api.get("/users").ok();

            for (String wrong : List.of(
                    MARK + "@",
                    "@" + MARK,
                    MARK + "@a@b",
                    MARK + " x@example.com",
                    MARK + "\n@x",
                    MARK + "x".repeat(300) + "@x")) {
                errors.add(users.resolve(wrong));
                errors.add(users.ensure(wrong));
                errors.add(api.post("/user-lookups/by-email", "{\"email\":" + Json.literal(wrong) + "}"));
                errors.add(users.rename(id, wrong));
                errors.add(users.settings(id, "\"time_zone\":" + Json.literal(wrong)));
                errors.add(api.post("/user-lookups/by-race-name", "{\"race_name\":" + Json.literal(wrong) + "}"));
            }
            errors.add(api.post("/user-lookups/by-email", "{'email':'" + MARK + "-3@example.com'}"));
            errors.add(api.post("/users/ensure-by-email", "{'email':'" + email + "'}"));
            errors.add(api.post("/users/ensure-by-email", "{\"" + email + "\":\"" + email + "\""));
            errors.add(api.post("/users/ensure-by-email", "{'" + email + "':1,'email':'" + email + "','email':1}"));
            errors.add(api.post("/users/ensure-by-email", "\"" + email + "\""));
            errors.add(api.get("/users?email=" + email));
            errors.add(api.get("/users?" + MARK + "%40example.com=1"));
            errors.add(api.get("/users?declared_country=" + MARK + "%40example.com"));
            errors.add(api.get("/users?page_token=" + MARK));
            errors.add(api.get("/users/" + MARK + "%40example.com"));
            errors.add(api.get("/users/" + MARK + "%40example.com/account"));
            errors.add(api.get("/" + MARK + "@example.com"));
            errors.add(api.call("GET", Api.BASE + "/users/x")
                    .header("X-Request-Id", email)
                    .send());
            errors.add(api.call("GET", Api.BASE + "/users/x")
                    .header("traceparent", email)
                    .send());
            errors.add(api.call("GET", Api.BASE + "/users/x").as(MARK).send());
            errors.add(api.call("POST", Api.BASE + "/users/" + id + "/settings")
                    .json("{'time_zone':'UTC'}")
                    .key(MARK + "\t1")
                    .send());
            metrics.append(api.metrics());
        }
        assertThat(errors).allSatisfy(reply -> {
            assertThat(reply.status()).isBetween(400, 499);
            assertThat(reply.text() + reply.headers().map()).doesNotContainIgnoringCase(MARK);
        });
        assertThat(metrics.toString()).contains("http_requests_total{").doesNotContain(MARK, "@example");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("\"route\":\"/api/v1/internal/users/ensure-by-email\"")
                .doesNotContainIgnoringCase(MARK)
                .doesNotContain("@example");
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void no_address_of_a_broken_record_is_in_log_lines_or_errors(Topology topology) throws IOException {
        Logging.configure(new LogSettings(LogFormat.JSON, LogLevel.DEBUG), log);
        List<Reply> errors = new ArrayList<>();
        try (Api api = Api.open(topology)) {
            TestUsers users = new TestUsers(api);
            for (String broken : List.of("garbage", MARK, "000000000001abcdefgh{\"" + MARK + "\"")) {
                String email = MARK + "-" + Api.freshEmail();
                String id = users.create(email);
                String end = "'expires_at':'" + api.time(Duration.ofHours(1)) + "'";
                api.post("/user-blocks/by-email", "{'email':'%s',%s,%s}".formatted(email, TestUsers.WHO, end))
                        .ok();
                new Stored(api.redis()).overwrite("users:*:subject:" + email, broken);
                errors.add(users.resolve(email));
                errors.add(users.ensure(email));
                errors.add(users.block(email, "spam"));
                errors.add(users.unblock(email));
                errors.add(api.post("/users/" + id + "/block", "{" + TestUsers.WHO + "}"));
            }
            assertThat(api.get("/user-blocks").ok().path("items")).isEmpty();
            api.advance(Duration.ofHours(2));
            await().untilAsserted(() ->
                    assertThat(log.toString(StandardCharsets.UTF_8)).contains("users:subject in {"));
        }
        assertThat(errors).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.text() + reply.headers().map()).doesNotContainIgnoringCase(MARK);
        });
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("internal error")
                .doesNotContainIgnoringCase(MARK)
                .doesNotContain("@example");
    }
}
