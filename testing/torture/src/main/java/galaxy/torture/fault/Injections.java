package galaxy.torture.fault;

import galaxy.store.Bucket;
import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RecordSet;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.RedisServer;
import galaxy.testkit.SmallDisk;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient;
import galaxy.torture.fault.Fault.Injection;
import galaxy.torture.fault.Fault.Scene;
import galaxy.torture.stage.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How faults are injected: into processes, into the store itself, and into a cluster. */
final class Injections {
    private static final List<Duration> SHIFTS = List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ZERO);
    private static final long MOST_LEFT = 32 << 10;
    private static final String RESTORED =
            "a restored store has what was acknowledged before its backup, and nothing later";
    private static final int CREATIONS = 600;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");

    private Injections() {}

    static void killServices(Scene scene) {
        scene.stage().fleet().instances().forEach(Instance::kill9);
    }

    static void killOne(Scene scene) {
        scene.any(scene.stage().fleet().instances()).kill9();
    }

    static void killRedis(Scene scene) throws InterruptedException {
        RedisServer server = scene.any(scene.stage().servers());
        server.kill9();
        server.heal();
    }

    static void killBoth(Scene scene) throws InterruptedException {
        whileAllAreDown(scene, () -> {});
    }

    static void pauseService(Scene scene) throws InterruptedException {
        GalaxyInstance galaxy = scene.any(scene.stage().fleet().galaxies());
        galaxy.jvm().pause();
        scene.waitThen(() -> galaxy.jvm().resume());
    }

    static void pauseRedis(Scene scene) throws InterruptedException {
        RedisServer server = scene.any(scene.stage().servers());
        server.pause();
        scene.waitThen(server::resume);
    }

    static void shiftClock(Scene scene) {
        Instance second = scene.stage().fleet().instances().get(1);
        second.shiftClock(scene.any(SHIFTS));
        second.kill9();
    }

    /** What is done to files. */
    private interface FileAction {
        void run() throws IOException;
    }

    private static void whileAllAreDown(Scene scene, FileAction action) throws InterruptedException {
        List<Instance> instances = scene.stage().fleet().instances();
        List<? extends RedisServer> servers = scene.stage().servers();
        try {
            instances.forEach(Instance::hold);
            instances.forEach(Instance::kill9);
            for (RedisServer server : servers) {
                server.kill9();
            }
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            servers.forEach(RedisServer::heal);
            instances.forEach(Instance::release);
        }
    }

    static void limitMemory(Scene scene) throws InterruptedException {
        RedisNode node = scene.any(scene.stage().nodes());
        Matcher used = USED.matcher(node.call("INFO", "memory"));
        if (!used.find()) {
            throw new IllegalStateException("INFO memory has no used_memory");
        }
        node.config("maxmemory", used.group(1));
        scene.waitThen(() -> node.config("maxmemory", "0"));
    }

    static void fillDisk(Scene scene) throws InterruptedException {
        SmallDisk disk = scene.stage().disk().orElseThrow();
        disk.fill(scene.choices().random().nextLong(MOST_LEFT));
        scene.waitThen(disk::free);
    }

    static void cutLog(Scene scene) throws InterruptedException {
        EmbeddedServer server = embedded(scene);
        whileAllAreDown(scene, () -> server.cutLog(scene.choices().random()));
    }

    /** What was acknowledged before the backup began is there again, and nothing of after it ended. */
    static void restore(Scene scene) throws InterruptedException {
        EmbeddedServer server = embedded(scene);
        String before = newUser(scene);
        server.backUp();
        String after = newUser(scene);
        scene.waitThen(() -> whileAllAreDown(scene, () -> {
            server.restore();
            var users = new RecordSet(server.image(), "users").rows("account").keySet();
            scene.findings().check(RESTORED, users.contains(before) && !users.contains(after), before, after, users);
        }));
    }

    /** Creates a user; the id. */
    private static String newUser(Scene scene) throws InterruptedException {
        String email = "restore-" + scene.choices().random().nextLong(Long.MAX_VALUE) + "@torture.example";
        UsersCaller caller = UsersCaller.of(scene.stage().fleet().galaxies().toArray(GalaxyInstance[]::new));
        for (int i = 0; i < CREATIONS; i++) {
            RestClient.Reply reply = caller.ensure(email);
            if (reply.isOk()) {
                return reply.json().path("user_id").asString("");
            }
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("users do not create a user");
    }

    private static EmbeddedServer embedded(Scene scene) {
        return new EmbeddedServer(scene.any(scene.stage().servers()).folder());
    }

    /** A master fails until its replica takes over. */
    static Injection failOver(Consumer<RedisNode> failure) {
        return scene -> {
            RedisNode master = anyMaster(scene);
            RedisNode replica = cluster(scene).replicaOf(master);
            failure.accept(master);
            cluster(scene).awaitTakeOver(replica);
        };
    }

    static void failOverBehind(Scene scene) throws InterruptedException {
        RedisNode master = anyMaster(scene);
        RedisNode replica = cluster(scene).stopReplicaOf(master);
        scene.waitThen(() -> {
            master.kill9();
            replica.resume();
        });
        cluster(scene).awaitTakeOver(replica);
    }

    static void moveSlot(Scene scene) {
        RedisClusterOfThree cluster = cluster(scene);
        int slot = cluster.slotOf("{" + scene.any(Bucket.all()).tag() + "}");
        RedisNode from = cluster.masterOf(slot);
        List<RedisNode> others =
                cluster.masters().stream().filter(node -> node != from).toList();
        // Closing the move would return the slot.
        cluster.move(slot, scene.any(others)).finish();
        cluster.awaitOk();
    }

    private static RedisClusterOfThree cluster(Scene scene) {
        return scene.stage().cluster().orElseThrow();
    }

    private static RedisNode anyMaster(Scene scene) {
        return scene.any(cluster(scene).masters());
    }
}
