package galaxy.torture.stage;

import galaxy.redis.EmbeddedRedis;
import galaxy.redis.EmbeddedRedisConfig;
import galaxy.torture.workload.StoreImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One instance with an embedded Redis. */
final class EmbeddedStage implements Stage {
    private final Path redis;
    private final Optional<SmallDisk> disk;
    private final Fleet fleet;

    /** @param folder of the run */
    EmbeddedStage(PackagedJar jar, Path folder, Optional<SmallDisk> disk, List<String> settings) {
        Path data = disk.map(SmallDisk::folder).orElse(folder).resolve("data");
        this.redis = data.resolve("redis");
        this.disk = disk;
        this.fleet = Fleet.start(jar, 1, folder, _ -> List.of("data.dir=" + data), settings);
    }

    @Override
    public StageKind kind() {
        return StageKind.EMBEDDED;
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public List<RedisServer> servers() {
        return List.of(new EmbeddedServer(redis));
    }

    @Override
    public Optional<SmallDisk> disk() {
        return disk;
    }

    @Override
    public StoreImage read() {
        EmbeddedRedisConfig config =
                EmbeddedRedisConfig.in(redis).withTransport(EmbeddedRedisConfig.Transport.LOOPBACK_PORT);
        try (EmbeddedRedis server = EmbeddedRedis.start(config)) {
            return StoreReader.read(List.of(server.access()));
        }
    }

    @Override
    public List<Path> logs() {
        return List.of(fleet.instances().getFirst().log(), redis.resolve("redis.log"), redis.resolve("redis.log.1"));
    }

    @Override
    public void close() {
        fleet.close();
        disk.ifPresent(SmallDisk::close);
    }
}
