package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A store is copied from a single server into a cluster, and back. Under load and kills, no user is missing from any page while
 * everything is indexed in the shards of the other topology.
 */
final class TopologyChangeIT {
    private static final int BEFORE = 1600;
    private static final int AT_ONCE = 16;
    private static final int KILLS = 2;
    private static final String PAID = "&paid_state=paid";
    private static final String NOT_JOINING = "&can_join_game=false";

    private final RedisNode single = RedisNode.start();
    private final RedisNode other = RedisNode.start();
    private final RedisClusterOfThree cluster = RedisClusterOfThree.start();
    private final List<GalaxyInstance> instances = new ArrayList<>();
    private final Set<String> all = new ConcurrentSkipListSet<>();
    private final Set<String> paid = new ConcurrentSkipListSet<>();
    private final Set<String> notJoining = new ConcurrentSkipListSet<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(15);
    private volatile boolean enough;

    @AfterEach
    void close() {
        enough = true;
        instances.forEach(GalaxyInstance::close);
        cluster.close();
        other.close();
        single.close();
    }

    private GalaxyInstance serve(String redis) throws InterruptedException {
        GalaxyInstance instance = new GalaxyInstance(
                List.of("redis.uri=" + redis, "redis.timeout=5s", "http.work-timeout=10s", "log.level=info"));
        instances.add(instance);
        start(instance);
        return instance;
    }

    private static void start(GalaxyInstance instance) throws InterruptedException {
        instance.launch(PackagedGalaxy::withFastStart);
        instance.awaitReady();
    }

    @Test
    void no_user_is_missing_from_any_page_while_a_store_gets_another_topology() throws Exception {
        GalaxyInstance first = serve(single.uri());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int part = 0; part < AT_ONCE; part++) {
                String name = "before-" + part + "-";
                threads.execute(() -> create(UsersCaller.of(first), name, BEFORE / AT_ONCE));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(first.stop()).isZero();

        copy(List.of(single), key -> cluster.homeOf(SlotHash.getSlot(key)));
        moved(cluster.uri());

        copy(cluster.nodes(), _ -> other);
        moved(other.uri());
    }

    /** Serves the store with two instances, of which one is killed again and again until the move is complete. */
    private void moved(String redis) throws Exception {
        GalaxyInstance killed = serve(redis);
        GalaxyInstance lasting = serve(redis);
        enough = false;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> create(
                    UsersCaller.of(lasting), redis.equals(cluster.uri()) ? "in-cluster-" : "back-", Integer.MAX_VALUE));
            for (int kill = 0; kill < KILLS; kill++) {
                noUserIsMissing(lasting);
                Thread.sleep(random.nextInt(300));
                killed.close();
                noUserIsMissing(lasting);
                start(killed);
                noUserIsMissing(killed);
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(layout(redis)).contains("\"state\":\"whole\""));
            enough = true;
        } finally {
            enough = true;
        }
        assertThat(failures).isEmpty();
        noUserIsMissing(lasting);
        noUserIsMissing(killed);
        assertThat(lasting.stop()).isZero();
        assertThat(killed.stop()).isZero();
    }

    /** The layout of the users. */
    private String layout(String redis) {
        RedisNode node = redis.equals(cluster.uri()) ? cluster.homeOf(SlotHash.getSlot("users:{cv}:layout")) : other;
        return node.call("GET", "users:{cv}:layout");
    }

    private void create(UsersCaller users, String name, int count) {
        for (int i = 0; i < count && !enough; i++) {
            String id = ok(users.ensure(name + i + "@example.com")).text("user_id");
            all.add(id);
            if (i % 3 == 0) {
                ok(users.grant(id));
                paid.add(id);
            }
            if (i % 5 == 0) {
                ok(users.sanction(id));
                notJoining.add(id);
            }
        }
    }

    private Reply ok(Reply reply) {
        if (!reply.isOk()) {
            failures.add(reply.status() + " " + reply.body() + reply.failure());
        }
        return reply;
    }

    private void noUserIsMissing(GalaxyInstance instance) {
        contains(instance, "", all);
        contains(instance, PAID, paid);
        contains(instance, NOT_JOINING, notJoining);
    }

    private static void contains(GalaxyInstance instance, String filter, Set<String> ids) {
        List<String> before = List.copyOf(ids);
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            Reply reply = UsersCaller.of(instance).get("/users?page_size=200" + filter + token);
            assertThat(reply.isOk()).as(reply.body()).isTrue();
            reply.json()
                    .path("items")
                    .forEach(each -> found.add(each.path("user_id").asString()));
            token = "&page_token=" + reply.json().path("next_page_token").asString("");
        } while (!token.equals("&page_token="));
        assertThat(found).as(filter).doesNotHaveDuplicates();
        Set<String> missing = new TreeSet<>(before);
        found.forEach(missing::remove);
        assertThat(missing).as("missing" + filter).isEmpty();
    }

    private static Stream<String> keys(StoreImage image) {
        return Stream.of(image.strings(), image.lists(), image.sortedSets(), image.hashes(), image.streams())
                .flatMap(kind -> kind.keySet().stream());
    }

    /** Copies every key, slot by slot. */
    private static void copy(Collection<RedisNode> from, Function<String, RedisNode> to) throws IOException {
        for (RedisNode source : from) {
            try (var connection = source.connect()) {
                Map<Integer, List<String>> bySlot =
                        keys(source.image()).collect(Collectors.groupingBy(SlotHash::getSlot));
                for (List<String> keys : bySlot.values()) {
                    RedisNode target = to.apply(keys.getFirst());
                    connection.call(Stream.concat(
                                    Stream.of(
                                            "MIGRATE",
                                            target.host(),
                                            Integer.toString(target.port()),
                                            "",
                                            "0",
                                            "10000",
                                            "COPY",
                                            "KEYS"),
                                    keys.stream())
                            .toArray(String[]::new));
                }
            }
        }
    }
}
