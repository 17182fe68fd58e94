package galaxy.torture.stage;

import galaxy.redis.LoopbackPorts;
import galaxy.torture.workload.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The instances of the program. Each keeps its ports as long as it lives. */
public final class Fleet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final List<Instance> instances;
    private final Target target;

    private Fleet(List<Instance> instances, Target target) {
        this.instances = List.copyOf(instances);
        this.target = target;
    }

    /**
     * Starts them all, and waits for none.
     *
     * @param folder of their logs
     * @param store settings that say where the store of an instance is, each {@code key=value}
     * @param more settings for all, which win
     */
    static Fleet start(PackagedJar jar, int size, Path folder, IntFunction<List<String>> store, List<String> more) {
        List<Instance> instances = new ArrayList<>();
        List<URI> users = new ArrayList<>();
        List<String> connections = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int rest = LoopbackPorts.free();
            int rpc = LoopbackPorts.free();
            int management = LoopbackPorts.free();
            List<String> own = Stream.concat(
                            Stream.of(
                                    "users.http.port=" + rest,
                                    "connections.grpc.port=" + rpc,
                                    "management.port=" + management),
                            store.apply(i).stream())
                    .filter(setting ->
                            more.stream().noneMatch(other -> key(other).equals(key(setting))))
                    .toList();
            List<String> all = Stream.concat(own.stream(), more.stream()).toList();
            instances.add(new Instance(jar, all, management, folder.resolve("instance-" + (i + 1) + ".log")));
            users.add(URI.create("http://127.0.0.1:" + rest));
            connections.add("127.0.0.1:" + rpc);
        }
        instances.forEach(Instance::start);
        return new Fleet(instances, new Target(users, connections));
    }

    public List<Instance> instances() {
        return instances;
    }

    public Target target() {
        return target;
    }

    /** Waits until all are ready; whether they are. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!areReady()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** The metrics of each instance, in the text of Prometheus; of an instance that tells nothing, nothing. */
    public List<String> metrics() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (Instance each : instances) {
            all.add(each.management().metrics().orElse(""));
        }
        return all;
    }

    /** SIGTERM to all; gives those that did not end with 0 in time. */
    public List<String> stop() throws InterruptedException {
        instances.forEach(Instance::terminate);
        List<String> unwilling = new ArrayList<>();
        for (Instance each : instances) {
            Optional<Integer> code = each.awaitEnd(STOP);
            if (!code.equals(Optional.of(0))) {
                unwilling.add(each.log().getFileName() + ": "
                        + code.map(value -> "ended with code " + value).orElse("still running after " + STOP));
            }
        }
        return unwilling;
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
    }

    private boolean areReady() throws InterruptedException {
        for (Instance each : instances) {
            if (!each.management().isReady()) {
                return false;
            }
        }
        return true;
    }

    private static String key(String setting) {
        return setting.substring(0, Math.max(0, setting.indexOf('=')));
    }
}
