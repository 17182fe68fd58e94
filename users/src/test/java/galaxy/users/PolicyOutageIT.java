package galaxy.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.http.HttpSettings;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.store.OpenStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A race-name policy that does not answer: what needs it fails closed, what does not goes on. */
final class PolicyOutageIT {
    /** The usual policy, which can be made to fail. */
    private static final class FailingPolicy implements RaceNamePolicy {
        private final RaceNamePolicy usual = new SkeletonPolicy();
        private volatile boolean failing;

        @Override
        public Verdict canonicalKey(RaceName name) {
            if (failing) {
                throw new PolicyUnavailable(new IOException("the catalogue of names is down"));
            }
            return usual.canonicalKey(name);
        }

        @Override
        public String version() {
            return usual.version();
        }
    }

    private final FailingPolicy policy = new FailingPolicy();
    private final HttpClient client = HttpClient.newHttpClient();
    private final RedisNode node = RedisNode.start();
    private OpenStore store;
    private UsersService service;

    @BeforeEach
    void start() {
        SettingsReader settings = new SettingsReader(
                SettingSources.of(Map.of("users.http.port", "0", "redis.uri", node.uri())),
                Stream.of(HttpSettings.ALL, StoreSettings.ALL, UsersSettings.ALL)
                        .flatMap(List::stream)
                        .toList());
        PrometheusRegistry registry = new PrometheusRegistry();
        store = OpenStore.open(StoreSettings.read(settings), registry);
        service = UsersService.start(
                UsersSettings.read(settings),
                policy,
                new UsersService.Environment(
                        store,
                        HttpSettings.read(settings),
                        Callers.none(),
                        new HttpMetrics(registry),
                        InstantSource.system(),
                        1000));
    }

    @AfterEach
    void stop() {
        service.close();
        store.close();
        node.close();
        client.close();
    }

    @Test
    void names_fail_closed_and_everything_else_goes_on() throws Exception {
        String user = ensure("known@example.com").body().replaceAll(".*\"user_id\":\"([^\"]*)\".*", "$1");
        String account = get("/users/" + user + "/account").body();
        String keys = node.call("DBSIZE");
        policy.failing = true;

        refused(post("/users/" + user + "/profile", "{\"race_name\":\"Nova Pilot\"}"));
        refused(ensure("new@example.com"));
        refused(post("/user-lookups/by-race-name", "{\"race_name\":\"Nova Pilot\"}"));
        assertThat(node.call("DBSIZE")).isEqualTo(keys);
        assertThat(get("/users/" + user + "/account").body()).isEqualTo(account);
        assertThat(get("/users/" + user + "/eligibility").statusCode()).isEqualTo(200);
        assertThat(get("/users").statusCode()).isEqualTo(200);
        assertThat(ensure("known@example.com").body()).contains("\"existing\"", user);
        assertThat(post("/user-resolutions/by-email", "{\"email\":\"new@example.com\"}")
                        .body())
                .contains("\"creatable\"");
        assertThat(post("/users/" + user + "/settings", "{\"time_zone\":\"Asia/Tokyo\"}")
                        .statusCode())
                .isEqualTo(200);

        policy.failing = false;
        assertThat(ensure("new@example.com").body()).contains("\"created\"");
        assertThat(post("/users/" + user + "/profile", "{\"race_name\":\"Nova Pilot\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void refused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"service_unavailable\"").doesNotContain("catalogue");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    private HttpResponse<String> ensure(String email) throws IOException, InterruptedException {
        return post("/users/ensure-by-email", """
                {"email":"%s","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(email));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private URI uri(String path) {
        return URI.create(service.uri() + "/api/v1/internal" + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
