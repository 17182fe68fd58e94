package galaxy.torture.stage;

import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.torture.workload.StoreImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Instances on a cluster of three masters with a replica each, all of which write through before they answer. */
final class ClusterStage implements Stage {
    /** How long a master may be silent before its replica takes over. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(1);

    private final RedisClusterOfThree cluster;
    private final Fleet fleet;

    /** @param folder of the run */
    ClusterStage(PackagedJar jar, Path folder, int instances, List<String> settings) {
        cluster = RedisClusterOfThree.startWithReplicas(
                RedisNode.Options.plain().withAppendOnly().withConfig("cluster-require-full-coverage no"),
                NODE_TIMEOUT);
        fleet = Fleet.start(jar, instances, folder, _ -> List.of("redis.uri=" + cluster.uri()), settings);
    }

    @Override
    public StageKind kind() {
        return StageKind.CLUSTER;
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public List<RedisServer> servers() {
        return cluster.nodes().stream().<RedisServer>map(NodeServer::new).toList();
    }

    @Override
    public Optional<RedisClusterOfThree> cluster() {
        return Optional.of(cluster);
    }

    @Override
    public StoreImage read() {
        cluster.heal();
        return StoreReader.read(
                cluster.masters().stream().map(RedisNode::access).toList());
    }

    @Override
    public List<Path> logs() {
        return Stream.concat(
                        fleet.instances().stream().map(Instance::log),
                        cluster.nodes().stream().map(node -> node.folder().resolve("redis.log")))
                .toList();
    }

    @Override
    public void close() {
        fleet.close();
        cluster.close();
    }
}
