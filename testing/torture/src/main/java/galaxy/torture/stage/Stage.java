package galaxy.torture.stage;

import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.RedisServer;
import galaxy.testkit.SmallDisk;
import galaxy.testkit.StoreImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services, the Redis below them, and what is between them. Nothing of it outlives this JVM.
 *
 * @param servers every Redis
 * @param proxies one between each instance and a stand-alone Redis
 * @param disk the disk with the data of an embedded Redis, if it is a small one
 */
public record Stage(
        Fleet fleet,
        List<? extends RedisServer> servers,
        List<FaultProxy> proxies,
        Optional<RedisClusterOfThree> cluster,
        Optional<SmallDisk> disk)
        implements AutoCloseable {
    /** After this silence of a master its replica takes over. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(1);

    /**
     * Starts everything, and waits for nothing.
     *
     * @param folder of the run, with the logs of the instances
     * @param smallDisk whether the data of an embedded Redis are on a small disk
     * @param services what runs
     */
    public static Stage open(StageKind kind, Path folder, Services services, boolean smallDisk) {
        return switch (kind) {
            case EMBEDDED -> {
                Optional<SmallDisk> disk =
                        smallDisk ? Optional.of(SmallDisk.mount(folder.resolve("disk"))) : Optional.empty();
                Path data = disk.map(SmallDisk::folder).orElse(folder).resolve("data");
                Fleet fleet = new Fleet(folder, List.of("data.dir=" + data), services);
                EmbeddedServer server = new EmbeddedServer(data.resolve("redis"));
                yield new Stage(fleet, List.of(server), List.of(), Optional.empty(), disk);
            }
            case STANDALONE -> {
                RedisNode node = RedisNode.start(
                        RedisNode.Options.plain().withAppendOnly().withConfig("maxmemory-policy noeviction"));
                List<FaultProxy> proxies = Stream.generate(() -> FaultProxy.inFrontOf(node))
                        .limit(services.instances())
                        .toList();
                List<String> stores = proxies.stream()
                        .map(proxy -> "redis.uri=" + proxy.uri())
                        .toList();
                Fleet fleet = new Fleet(folder, stores, services);
                yield new Stage(fleet, List.of(node), proxies, Optional.empty(), Optional.empty());
            }
            case CLUSTER -> {
                RedisClusterOfThree cluster = RedisClusterOfThree.startWithReplicas(
                        RedisNode.Options.plain().withAppendOnly().withConfig("cluster-require-full-coverage no"),
                        NODE_TIMEOUT);
                List<String> stores = Collections.nCopies(services.instances(), "redis.uri=" + cluster.uri());
                Fleet fleet = new Fleet(folder, stores, services);
                yield new Stage(fleet, cluster.nodes(), List.of(), Optional.of(cluster), Optional.empty());
            }
        };
    }

    /** The servers that accept {@code CONFIG SET}; an embedded one accepts commands of its instance only. */
    public List<RedisNode> nodes() {
        return servers.stream()
                .flatMap(server -> server instanceof RedisNode node ? Stream.of(node) : Stream.empty())
                .toList();
    }

    /** Reads everything in the store, after all instances have ended. */
    public StoreImage read() {
        try {
            if (cluster.isEmpty()) {
                return servers.getFirst().image();
            }
            cluster.get().heal();
            return StoreImage.read(
                    cluster.get().masters().stream().map(RedisNode::access).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The logs of all instances and servers. */
    public List<Path> logs() {
        List<Path> all =
                new ArrayList<>(fleet.instances().stream().map(Instance::log).toList());
        servers.forEach(server -> Stream.of("redis.log", "redis.log.1")
                .map(server.folder()::resolve)
                .forEach(all::add));
        return all;
    }

    /** Copies the files of every Redis into a folder that remains. */
    public void keepFiles(Path folder) throws InterruptedException {
        for (int i = 0; i < servers.size(); i++) {
            String copy = folder.resolve("redis-" + (i + 1)).toString();
            try {
                new ProcessBuilder("cp", "-r", servers.get(i).folder().toString(), copy)
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        fleet.close();
        proxies.forEach(FaultProxy::close);
        cluster.ifPresentOrElse(RedisClusterOfThree::close, () -> nodes().forEach(RedisNode::close));
        disk.ifPresent(SmallDisk::close);
    }
}
