package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.Metrics;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the routes do while users do not say what they should. */
class UsersWithoutAnswerIT {
    private static final String OPS = "'reason_code':'checked','actor':{'type':'admin','id':'ops-7'}";
    private static final String UNAVAILABLE =
            "{\"error\":{\"code\":\"service_unavailable\",\"message\":\"later\",\"details\":[]}}";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final CountDownLatch END = new CountDownLatch(1);
    private static HttpServer users;
    private static Api api;

    private static volatile boolean isSyncing;
    private static volatile boolean isKnown;
    private static volatile boolean isSilent;

    @BeforeAll
    static void start() throws IOException {
        users = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        users.setExecutor(THREADS);
        users.createContext("/", UsersWithoutAnswerIT::respond);
        users.start();
        api = new Api(
                Topology.STAND_ALONE,
                Callers.none(),
                Map.of(
                        "geoprofile.users.url",
                        "http://127.0.0.1:" + users.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        END.countDown();
        api.close();
        users.stop(0);
        THREADS.close();
    }

    private static void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean isSync = path.endsWith("/sync");
            byte[] request = exchange.getRequestBody().readAllBytes();
            if (isSync && isSilent) {
                boolean isOver = END.await(10, TimeUnit.SECONDS);
                assertThat(isOver).isTrue();
            }
            String body = UNAVAILABLE;
            if (isSync && isSyncing) {
                String country = new String(request, StandardCharsets.UTF_8).replaceFirst(".*:\"(..)\"}", "$1");
                body = "{\"user_id\":\"%s\",\"declared_country\":\"%s\",\"updated_at\":\"2026-03-01T12:00:00.000Z\"}"
                        .formatted(path.split("/", -1)[5], country);
            } else if (!isSync && isKnown) {
                body = "{\"exists\":true}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.equals(UNAVAILABLE) ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void users(boolean known, boolean syncing) {
        isKnown = known;
        isSyncing = syncing;
    }

    private static String versions(String user) {
        return "/users/" + user + "/country-versions";
    }

    private static Api.Reply propose(String user, String country, String source) {
        return api.post(versions(user), "{'country':'%s','source':'%s',%s}".formatted(country, source, OPS));
    }

    private static Api.Reply decide(String user, int number, String how) {
        return api.post(versions(user) + "/" + number + "/" + how, "{" + OPS + "}");
    }

    private static JsonNode profile(String user) {
        return api.get("/users/" + user + "/country-profile").ok();
    }

    @Test
    void an_approved_version_is_syncing_until_users_take_it_and_no_other_is_approved() {
        users(true, false);
        String user = api.user("syncing@example.com", Map.of());
        propose(user, "DE", "user").ok();
        assertThat(decide(user, 1, "approve").ok().at("/version/state").asString())
                .isEqualTo("syncing");
        assertThat(profile(user).at("/syncing/country").asString()).isEqualTo("DE");
        assertThat(profile(user).path("effective").isNull()).isTrue();
        assertThat(api.get("/country-reviews?status=syncing").ok().path("items"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("user_id").asString()).isEqualTo(user));
        propose(user, "FR", "user").ok();
        decide(user, 2, "approve").conflict("syncing");
        propose(user, "NL", "admin").conflict("syncing");
        decide(user, 1, "reject").conflict("not_proposed");
        assertThat(Metrics.of(api.registry).value("geo_syncing")).isEqualTo(1);
        users(true, true);
        api.clock.advance(Duration.ofSeconds(2));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(profile(user).at("/effective/country").asString(""))
                                .isEqualTo("DE"));
        assertThat(decide(user, 2, "approve").ok().at("/version/state").asString())
                .isEqualTo("effective");
        Metrics metrics = Metrics.of(api.registry);
        assertThat(metrics.value("geo_syncing")).isZero();
        assertThat(metrics.value("geo_sync_seconds_count", "outcome=\"unknown\""))
                .isPositive();
        assertThat(metrics.value("geo_versions_total", "operation=\"superseded\""))
                .isEqualTo(1);
    }

    @Test
    void nothing_is_proposed_without_users_and_what_was_proposed_is_returned_under_its_key() {
        users(true, false);
        String user = api.user("without@example.com", Map.of());
        String body = "{'country':'DE','source':'user'," + OPS + "}";
        Map<String, String> key = Map.of("Idempotency-Key", "one");
        JsonNode first = api.call("POST", versions(user), body, key).ok();
        users(false, false);
        String stranger = api.user("stranger@example.com", Map.of());
        propose(stranger, "FR", "user").refused(503, "service_unavailable");
        assertThat(profile(stranger).path("proposed").isNull()).isTrue();
        assertThat(api.call("POST", versions(user), body, key).ok()).isEqualTo(first);
        assertThat(profile(user).path("proposed")).isEqualTo(first.path("version"));
        assertThat(decide(user, 1, "reject").ok().at("/version/state").asString())
                .isEqualTo("rejected");
    }

    @Test
    void an_approval_waits_two_seconds_for_users_and_no_longer() {
        users(true, true);
        String user = api.user("silent@example.com", Map.of());
        propose(user, "DE", "user").ok();
        isSilent = true;
        long start = System.nanoTime();
        assertThat(decide(user, 1, "approve").ok().at("/version/state").asString())
                .isEqualTo("syncing");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        isSilent = false;
        api.clock.advance(Duration.ofSeconds(2));
        await().atMost(SOON).until(() -> profile(user).path("syncing").isNull());
    }
}
