package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.store.Bucket;
import galaxy.store.OpenStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SettableClock;
import galaxy.testkit.StorePage;
import galaxy.testkit.UsersCaller;
import galaxy.users.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/store.md} against a store that the service has filled. */
class StoreReferenceIT {
    private static final String ACTOR = "\"actor\":{\"type\":\"admin\",\"id\":\"ops-7\"}";

    /** Every key in the store, and its Redis type. */
    private static final Map<String, String> STORED = new TreeMap<>();

    private static RedisNode redis;

    @BeforeAll
    static void fill() throws Exception {
        redis = RedisNode.start();
        SettingsReader settings = new SettingsReader(
                SettingSources.of(Map.of("redis.uri", redis.uri(), "redis.timeout", "10s", "users.http.port", "0")),
                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, new Users().settings())
                        .flatMap(List::stream)
                        .toList());
        PrometheusRegistry registry = new PrometheusRegistry();
        // The clock stands still: a claim stays to be looked at again, and nothing expires.
        SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
        try (OpenStore store = OpenStore.open(StoreSettings.read(settings), registry);
                Running service = new Users()
                        .start(new ServiceContext<>(
                                store.shared(), settings, Callers.none(), new ServerMetrics(registry), clock))) {
            live(new UsersCaller(List.of(URI.create(service.address()))));
            await().until(() -> redis.call("EXISTS", "galaxy:events").equals("1"));
            beOutdated(new UsersCaller(List.of(URI.create(service.address()))));
            STORED.putAll(StorePage.keysOf(redis));
        }
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void every_stored_key_is_described_with_its_type() throws IOException {
        assertThat(STORED).isNotEmpty();
        assertThat(StorePage.undescribed(STORED)).isEmpty();
    }

    @Test
    void every_described_key_is_stored_but_those_of_other_services() throws IOException {
        assertThat(StorePage.rows().keySet())
                .filteredOn(
                        row -> row.startsWith("users:") || row.startsWith("<service>:") || row.startsWith("galaxy:"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(STORED.keySet()).as("keys like %s", row).anyMatch(StorePage.matches(row)));
    }

    @Test
    void the_document_names_every_script() throws IOException {
        String text = StorePage.text();

        assertThat(List.of(
                        "commit",
                        "claim",
                        "release",
                        "settle",
                        "name_policy",
                        "publish",
                        "move_checkpoint",
                        "scan",
                        "rate_limit"))
                .allSatisfy(script -> assertThat(text).contains("| `" + script + "` |"));
    }

    /** One user with everything that leaves a trace in the store. */
    private static void live(UsersCaller users) {
        String user = "/users/" + users.ensure("pilot@example.com").text("user_id");
        post(users, user + "/profile", "{\"race_name\":\"Nova\"}");
        post(users, user + "/entitlements/grant", """
                {"plan_code":"paid_monthly","ends_at":"2026-04-01T12:00:00Z","source":"admin","reason_code":"gift",%s}""".formatted(ACTOR));
        for (String reason : List.of("spam", "abuse")) {
            post(users, user + "/sanctions/apply", """
                    {"sanction_code":"game_join_block","reason_code":"%s",%s}""".formatted(reason, ACTOR));
        }
        for (int value : new int[] {5, 6}) {
            post(users, user + "/limits/set", """
                    {"limit_code":"max_owned_private_games","value":%d,"reason_code":"tournament",%s}""".formatted(value, ACTOR));
        }
        post(users, user + "/declared-country/sync", "{\"declared_country\":\"DE\"}");
        post(users, "/user-blocks/by-email", "{\"email\":\"other@example.com\",\"reason_code\":\"spam\"}");
    }

    /** What there is while an instance with other limits and another policy, which has started later, is at work. */
    private static void beOutdated(UsersCaller users) {
        redis.call("SET", "galaxy:reindex", "please");
        String tag = "{" + Bucket.all().getFirst().tag() + "}";
        redis.call("SET", "users:" + tag + ":reindexing", "held");
        redis.call("SET", "users:" + tag + ":rekeying", "held");
        redis.call("HSET", "users:" + tag + ":shared-names", "top", "claims");
        redis.call(
                "SET",
                "users:" + tag + ":layout",
                "000000000009abcdefgh{\"catalogue\":\"other\",\"shards\":1,\"state\":\"whole\"}");
        String user = users.ensure("pilot@example.com").text("user_id");
        AtomicInteger round = new AtomicInteger();
        await().until(() -> {
            redis.call("SET", "users:{all}:catalogue", "other");
            int now = round.incrementAndGet();
            String country = "{\"declared_country\":\"%s\"}".formatted(now % 2 == 0 ? "DE" : "FR");
            users.post("/users/" + user + "/declared-country/sync", country, "round-" + now);
            return redis.call("EXISTS", "users:{all}:outdated").equals("1");
        });
    }

    private static void post(UsersCaller users, String path, String body) {
        assertThat(users.post(path, body, path + body.hashCode()).status())
                .as(path)
                .isEqualTo(200);
    }
}
