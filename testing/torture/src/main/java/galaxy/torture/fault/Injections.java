package galaxy.torture.fault;

import galaxy.store.Bucket;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.RedisServer;
import galaxy.testkit.SmallDisk;
import galaxy.torture.fault.Fault.Injection;
import galaxy.torture.fault.Fault.Scene;
import galaxy.torture.stage.Instance;
import galaxy.torture.workload.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How faults are injected: into processes, into the store itself, and into a cluster. */
final class Injections {
    private static final List<Duration> SHIFTS = List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ZERO);
    private static final long MOST_CUT = 64 << 10;
    private static final long MOST_LEFT = 32 << 10;
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");

    /** Redis accepts a cut in no other file. */
    private static final Pattern LOG = Pattern.compile(".*\\.(\\d+)\\.incr\\.aof");

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

    private static void whileAllAreDown(Scene scene, Findings.Action action) throws InterruptedException {
        List<Instance> instances = scene.stage().fleet().instances();
        List<? extends RedisServer> servers = scene.stage().servers();
        try {
            instances.forEach(Instance::hold);
            instances.forEach(Instance::kill9);
            for (RedisServer server : servers) {
                server.kill9();
            }
            action.run();
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
        whileAllAreDown(scene, () -> {
            Path folder = scene.any(scene.stage().servers()).folder().resolve("appendonlydir");
            try (Stream<Path> files = Files.list(folder)) {
                Optional<Path> newest =
                        files.filter(file -> number(file) >= 0).max(Comparator.comparingLong(Injections::number));
                if (newest.isPresent()) {
                    cut(newest.get(), scene);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void cut(Path log, Scene scene) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            long size = channel.size();
            channel.truncate(size - scene.choices().random().nextLong(Math.min(size, MOST_CUT) + 1));
        }
    }

    private static long number(Path file) {
        Matcher log = LOG.matcher(file.toString());
        return log.matches() ? Long.parseLong(log.group(1)) : -1;
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
