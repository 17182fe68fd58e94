package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Case O01: two instances with other limits on one store. The one with those of before is killed while it writes, the other one
 * while it indexes all users again; then the listing is what a filter over all users finds.
 */
final class RollingLimitsIT {
    private static final int USERS = 500;
    private static final int AT_ONCE = 8;
    private static final int KILLS = 3;
    private static final Duration CONVERGES_WITHIN = Duration.ofMinutes(1);
    private static final String MARKER = "can_create_private_game";

    private final RedisNode redis = RedisNode.start();
    private final GalaxyInstance before = instance();
    private final GalaxyInstance after = instance("users.limits.paid.max-owned-private-games=0");
    private final Set<String> ids = new ConcurrentSkipListSet<>();
    private final Random random = new Random(1501);
    private volatile boolean enough;

    private GalaxyInstance instance(String... more) {
        List<String> settings = new ArrayList<>(List.of("redis.uri=" + redis.uri(), "redis.timeout=5s"));
        settings.addAll(List.of(more));
        return new GalaxyInstance(settings);
    }

    @AfterEach
    void close() {
        enough = true;
        before.close();
        after.close();
        redis.close();
    }

    private static void start(GalaxyInstance instance) throws InterruptedException {
        instance.launch(PackagedGalaxy::withFastStart);
        instance.awaitReady();
    }

    @Test
    void the_listing_converges_whatever_the_order_and_after_crashes() throws Exception {
        start(before);
        inParallel(() -> create(USERS / AT_ONCE));
        assertThat(ids).hasSize(USERS / AT_ONCE * AT_ONCE);
        converges(before);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                writers.execute(() -> create(Integer.MAX_VALUE));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                after.launch(PackagedGalaxy::withFastStart);
                Thread.sleep(300 + random.nextInt(700));
                after.close();
            }
            start(after);
            before.close();
            enough = true;
        }
        // In the middle of the walk, or at its end.
        Thread.sleep(random.nextInt(300));
        after.close();
        start(after);
        assertThat(converges(after)).as("%s=true", MARKER).isEmpty();
        enough = false;
        // And back, while the other one serves; both stay.
        start(before);
        inParallel(() -> create(5));
        assertThat(converges(before)).as("%s=true", MARKER).isNotEmpty();
        after.close();
        start(after);
        assertThat(converges(after)).as("%s=true", MARKER).isEmpty();
    }

    private static void inParallel(Runnable work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.execute(work);
            }
        }
    }

    /** Creates users by the limits of before, some of whom pay; a kill ends it. */
    private void create(int count) {
        String name = Long.toHexString(random.nextLong());
        UsersCaller users = UsersCaller.of(before);
        for (int i = 0; i < count && !enough; i++) {
            Reply created = users.ensure(name + i + "@example.com");
            if (created.isOk()) {
                String id = created.text("user_id");
                ids.add(id);
                if (i % 3 == 0) {
                    users.grant(id);
                }
                if (i % 7 == 0) {
                    users.sanction(id);
                }
            }
        }
    }

    /** Until the listing is what the eligibility of each user says; those of whom the marker is true. */
    private Set<String> converges(GalaxyInstance instance) {
        Set<String> holding = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        for (String id : UsersCaller.of(instance).list("")) {
            String markers = UsersCaller.of(instance)
                    .get("/users/" + id + "/eligibility")
                    .json()
                    .path("markers")
                    .path(MARKER)
                    .toString();
            (markers.equals("true") ? holding : others).add(id);
        }
        assertThat(holding.size() + others.size()).isGreaterThanOrEqualTo(ids.size());
        await().atMost(CONVERGES_WITHIN).untilAsserted(() -> {
            assertThat(UsersCaller.of(instance).list(MARKER + "=true")).isEqualTo(holding);
            assertThat(UsersCaller.of(instance).list(MARKER + "=false")).isEqualTo(others);
            assertThat(redis.call("GET", "users:{cv}:layout")).contains("\"state\":\"whole\"");
        });
        return holding;
    }
}
