package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.store.Bucket;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.NewerBuild;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.TempFolder;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A rolling upgrade and the way back: this build and {@link NewerBuild} serve one store under load, killed and restarted. */
final class TwoBuildsIT {
    private static final Map<String, String> ACTOR = Map.of("type", "service");
    private static final String OLD_SANCTION = "game_join_block";
    private static final int CALLERS = 4;
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final TempFolder folder = TempFolder.make();
    private final RedisNode redis = RedisNode.start();
    private final GalaxyInstance thisBuild = instance();
    private final GalaxyInstance newer = instance();
    private final Path newerJar = NewerBuild.make(folder.path());
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    /** What each user was given and has to have at the end. */
    private final Map<String, Set<String>> expected = new ConcurrentHashMap<>();

    /** The users whose profile the newer build has written. */
    private final Set<String> byNewer = ConcurrentHashMap.newKeySet();

    private volatile List<GalaxyInstance> serving = List.of();
    private volatile boolean enough;

    /** Held during the requests about one user. */
    private final ReadWriteLock requests = new ReentrantReadWriteLock();

    private GalaxyInstance instance() {
        return new GalaxyInstance(List.of("redis.uri=" + redis.uri(), "redis.timeout=5s", "http.work-timeout=10s"));
    }

    @AfterEach
    void close() {
        enough = true;
        thisBuild.close();
        newer.close();
        redis.close();
        folder.close();
    }

    private void start(GalaxyInstance instance) throws InterruptedException {
        instance.launch(
                instance == newer ? program -> PackagedGalaxy.of(newerJar, program) : PackagedGalaxy::withFastStart);
        instance.awaitReady();
    }

    @Test
    void neither_fails_or_drops_what_the_other_wrote() throws Exception {
        start(thisBuild);
        start(newer);
        serving = List.of(thisBuild, newer);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                callers.execute(() -> live(number));
            }
            Thread.sleep(ROUND);
            restart(thisBuild, newer);
            restart(newer, thisBuild);
            restart(thisBuild, newer);
            enough = true;
        } finally {
            enough = true;
        }
        assertThat(failures).isEmpty();
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(byNewer)
                .hasSizeGreaterThan(5)
                .allSatisfy(id -> assertThat(profileOf(id)).contains(NewerBuild.FIELD));
        for (GalaxyInstance each : List.of(thisBuild, newer)) {
            for (Map.Entry<String, Set<String>> user : expected.entrySet()) {
                assertThat(held(each, user.getKey())).isEqualTo(user.getValue());
            }
            assertThat(UsersCaller.of(each).list("")).isEqualTo(new TreeSet<>(expected.keySet()));
            assertThat(UsersCaller.of(each).list("can_join_game=false")).isEqualTo(having(OLD_SANCTION));
        }
        // This build started last; after a start of the newer one all users are indexed by its marker.
        restart(newer, thisBuild);
        assertThat(UsersCaller.of(newer).list(NewerBuild.MARKER + "=false")).isEqualTo(having(NewerBuild.SANCTION));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(newer.jvm().lines()).anyMatch(line -> line.contains("all users are indexed again")));
        assertThat(UsersCaller.of(newer).list(NewerBuild.MARKER + "=false")).isEqualTo(having(NewerBuild.SANCTION));
        assertThat(UsersCaller.of(thisBuild).list("can_join_game=false")).isEqualTo(having(OLD_SANCTION));
    }

    /** Kills one while the other serves alone, and starts it again. */
    private void restart(GalaxyInstance killed, GalaxyInstance left) throws InterruptedException {
        serving = List.of(left);
        // Once no request to it is under way.
        requests.writeLock().lock();
        try {
            killed.close();
        } finally {
            requests.writeLock().unlock();
        }
        start(killed);
        serving = List.of(thisBuild, newer);
        Thread.sleep(ROUND);
    }

    /** One caller, whose users are its own. */
    private void live(int number) {
        Random random = new Random(number);
        try {
            for (int user = 0; !enough; user++) {
                requests.readLock().lock();
                try {
                    live(random, "u" + number + "-" + user + "@example.com");
                } finally {
                    requests.readLock().unlock();
                }
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    private void live(Random random, String email) {
        String id = call("ensure", any(random).ensure(email)).text("user_id");
        Set<String> given = ConcurrentHashMap.newKeySet();
        expected.put(id, given);
        // Some have the new code first, some the old one; then the other build changes the record.
        List<Runnable> steps = new ArrayList<>(List.of(
                () -> {
                    if (serving.contains(newer)) {
                        sanction(UsersCaller.of(newer), id, NewerBuild.SANCTION);
                        given.add(NewerBuild.SANCTION);
                    }
                },
                () -> {
                    if (serving.contains(newer)) {
                        grant(id);
                        given.add(NewerBuild.PLAN);
                    }
                },
                () -> {
                    sanction(any(random), id, OLD_SANCTION);
                    given.add(OLD_SANCTION);
                },
                () -> call(
                        "country",
                        any(random)
                                .post("/users/" + id + "/declared-country/sync", Map.of("declared_country", "DE"), "")),
                () -> profile(random, id),
                () -> profile(random, id),
                () -> call("account", any(random).account(id)),
                () -> call("list", any(random).get("/users?page_size=50&can_join_game=true"))));
        Collections.shuffle(steps, random);
        steps.subList(0, 2 + random.nextInt(7)).forEach(Runnable::run);
        call("list", any(random).get("/users?page_size=50"));
    }

    private UsersCaller any(Random random) {
        return UsersCaller.of(anyInstance(random));
    }

    private GalaxyInstance anyInstance(Random random) {
        List<GalaxyInstance> now = serving;
        return now.get(random.nextInt(now.size()));
    }

    /** Sets a public profile; what the newer build stores with it has to stay. */
    private void profile(Random random, String id) {
        GalaxyInstance at = anyInstance(random);
        try (var client = ConnectionsClient.of(ConnectionsSettings.of(at.connections()))) {
            client.setPublicProfile(UserRef.of(id), ProfileDetails.named("Pilot " + random.nextInt(1000)))
                    .orElseThrow();
        }
        if (at == newer) {
            byNewer.add(id);
        }
    }

    private String profileOf(String id) {
        return redis.call("GET", "connections:{" + Bucket.ofId(id).tag() + "}:profile:" + id);
    }

    private Reply call(String what, Reply reply) {
        if (!reply.isOk()) {
            failures.add(what + ": " + reply.status() + " " + reply.body() + reply.failure());
        }
        return reply;
    }

    private void sanction(UsersCaller by, String id, String code) {
        call(
                "sanction",
                by.post(
                        "/users/" + id + "/sanctions/apply",
                        Map.of("sanction_code", code, "scope", "lobby", "reason_code", "spam", "actor", ACTOR),
                        ""));
    }

    private void grant(String id) {
        call(
                "grant",
                UsersCaller.of(newer)
                        .post(
                                "/users/" + id + "/entitlements/grant",
                                Map.of(
                                        "plan_code", NewerBuild.PLAN,
                                        "ends_at", "2090-01-01T00:00:00Z",
                                        "source", "support",
                                        "reason_code", "welcome",
                                        "actor", ACTOR),
                                ""));
    }

    private Set<String> having(String what) {
        Set<String> ids = new TreeSet<>();
        expected.forEach((id, given) -> {
            if (given.contains(what)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static Set<String> held(GalaxyInstance instance, String id) {
        JsonNode account = UsersCaller.of(instance).account(id).json();
        Set<String> held = new TreeSet<>();
        account.path("active_sanctions")
                .forEach(each -> held.add(each.path("sanction_code").asString()));
        String plan = account.path("entitlement").path("plan_code").asString();
        if (!plan.equals("free")) {
            held.add(plan);
        }
        return held;
    }
}
