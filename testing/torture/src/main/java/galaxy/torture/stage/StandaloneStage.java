package galaxy.torture.stage;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisNode;
import galaxy.torture.workload.StoreImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Instances on one Redis that writes through before it answers, each behind a proxy of its own. */
final class StandaloneStage implements Stage {
    private final RedisNode node;
    private final List<FaultProxy> proxies;
    private final Fleet fleet;

    /** @param folder of the run */
    StandaloneStage(PackagedJar jar, Path folder, int instances, List<String> settings) {
        node = RedisNode.start(RedisNode.Options.plain().withAppendOnly().withConfig("maxmemory-policy noeviction"));
        proxies = IntStream.range(0, instances)
                .mapToObj(_ -> FaultProxy.inFrontOf(node))
                .toList();
        fleet = Fleet.start(
                jar,
                instances,
                folder,
                i -> List.of("redis.uri=" + proxies.get(i).uri()),
                settings);
    }

    @Override
    public StageKind kind() {
        return StageKind.STANDALONE;
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public List<RedisServer> servers() {
        return List.of(new NodeServer(node));
    }

    @Override
    public List<FaultProxy> proxies() {
        return proxies;
    }

    @Override
    public List<RedisNode> nodes() {
        return List.of(node);
    }

    @Override
    public StoreImage read() {
        return StoreReader.read(List.of(node.access()));
    }

    @Override
    public List<Path> logs() {
        return Stream.concat(
                        fleet.instances().stream().map(Instance::log),
                        Stream.of(node.folder().resolve("redis.log")))
                .toList();
    }

    @Override
    public void close() {
        fleet.close();
        proxies.forEach(FaultProxy::close);
        node.close();
    }
}
