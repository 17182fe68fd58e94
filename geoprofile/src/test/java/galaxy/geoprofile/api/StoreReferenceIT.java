package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StorePage;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** {@code docs/reference/store.md} against a store that geoprofile has filled, and what is not in it. */
class StoreReferenceIT {
    private static final String OPS = "'reason_code':'checked','actor':{'type':'admin','id':'ops-7'}";

    /** In the bundled table, an address of the Netherlands. */
    private static final String DUTCH = "193.0.6.139";

    private static final String PRIVATE = "10.77.66.55";
    private static final long READS = 50;

    /** Every key in the store, and its Redis type. */
    private static final Map<String, String> STORED = new TreeMap<>();

    private static final List<ILoggingEvent> LOGGED = new ArrayList<>();
    private static final RedisNode REDIS = Topology.STAND_ALONE.nodes().getFirst();
    private static String everything = "";
    private static Map<String, Long> before = Map.of();
    private static Map<String, Long> after = Map.of();

    @BeforeAll
    static void fill() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger("galaxy");
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        try (var api = Api.open(Topology.STAND_ALONE)) {
            live(api);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> StorePage.keysOf(REDIS).keySet().stream()
                            .anyMatch(key -> key.startsWith("geo:") && key.endsWith("event-position")));
            everything = REDIS.image().toString();
            STORED.putAll(StorePage.keysOf(REDIS));
            String known = api.user("read@example.com", Map.of());
            before = REDIS.commandCounts();
            for (int i = 0; i < READS; i++) {
                api.get("/users/" + known + "/country-profile").ok();
            }
            after = REDIS.commandCounts();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        LOGGED.addAll(log.list);
    }

    /** Two users with everything that leaves a trace in the store. */
    private static void live(Api api) {
        String user = api.user("dumped@example.com", Map.of());
        String versions = "/users/" + user + "/country-versions";
        String proposal = "{'country':'%s','source':'%s'," + OPS + "}";
        api.call("POST", versions, proposal.formatted("DE", "user"), Map.of("Idempotency-Key", "one"))
                .ok();
        api.post(versions + "/1/approve", "{" + OPS + "}").ok();
        api.post(versions, proposal.formatted("FR", "admin")).ok();
        String other = api.user("waits@example.com", Map.of());
        api.post("/users/" + other + "/country-versions", proposal.formatted("NL", "user"))
                .ok();
        String row = "{'user_id':'" + user + "','ip':'%s','observed_at':'%s'}";
        String rows = String.join(
                ",",
                row.formatted(DUTCH, "2026-03-01T12:00:00Z"),
                row.formatted(DUTCH, "2026-02-01T12:00:00Z"),
                row.formatted(PRIVATE, "2026-03-01T12:00:00Z"));
        api.post("/country-observations", "{'observations':[" + rows + "]}").ok();
        api.post("/country-observations", "{'observations':[" + row.formatted(DUTCH + "9", "today") + "]}")
                .invalid("observations[0].ip");
        await().until(() -> !api.get("/users/" + user + "/country-observations")
                .ok()
                .path("items")
                .isEmpty());
        await().until(() -> api.events(user, "geo.country_version.changed").size() == 7);
    }

    @Test
    void every_stored_key_is_described_with_its_type() throws IOException {
        assertThat(STORED).isNotEmpty();
        assertThat(StorePage.undescribed(STORED)).isEmpty();
    }

    @Test
    void every_described_key_of_geoprofile_is_stored() throws IOException {
        assertThat(StorePage.rows().keySet())
                .filteredOn(row -> row.startsWith("geo:"))
                .hasSize(7)
                .allSatisfy(row ->
                        assertThat(STORED.keySet()).as("keys like %s", row).anyMatch(StorePage.matches(row)));
    }

    @Test
    void observations_and_responses_expire_and_nothing_else_does() {
        assertThat(STORED.keySet()).filteredOn(key -> key.startsWith("geo:")).allSatisfy(key -> {
            Duration left = Duration.ofMillis(Long.parseLong(REDIS.call("PTTL", key)));
            if (key.contains(":observations:")) {
                assertThat(left).isBetween(Duration.ofDays(89), Duration.ofDays(90));
            } else if (key.contains(":response:")) {
                assertThat(left).isBetween(Duration.ofHours(23), Duration.ofHours(24));
            } else {
                // For ever, or gone since, as nothing was due any more.
                assertThat(left.isNegative()).as(key).isTrue();
            }
        });
    }

    @Test
    void no_address_is_in_the_store_the_events_or_the_log() {
        assertThat(everything).contains("geo.country_version.changed", "NL").doesNotContain(DUTCH, PRIVATE);
        assertThat(LOGGED)
                .isNotEmpty()
                .extracting(line -> line.getFormattedMessage() + line.getThrowableProxy())
                .allSatisfy(line -> assertThat(line).doesNotContain(DUTCH, PRIVATE));
    }

    @Test
    void a_profile_is_read_in_one_round_trip_with_the_observations() {
        assertThat(commands("mget")).isBetween(READS, READS + 10L);
        assertThat(commands("get")).isLessThan(READS / 2);
    }

    /** While profiles were read; some are of the background. */
    private static long commands(String name) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }
}
