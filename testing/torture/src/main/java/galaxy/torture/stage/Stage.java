package galaxy.torture.stage;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.torture.workload.StoreImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The services under torture, the Redis below them, and what lies between. Nothing of it outlives this JVM. */
public interface Stage extends AutoCloseable {
    StageKind kind();

    Fleet fleet();

    /** Every Redis. */
    List<RedisServer> servers();

    /** One between each instance and Redis, or none. */
    default List<FaultProxy> proxies() {
        return List.of();
    }

    /** The servers that obey {@code CONFIG SET}; an embedded one takes no orders but from its instance. */
    default List<RedisNode> nodes() {
        return List.of();
    }

    /** The cluster that the servers make, if they do. */
    default Optional<RedisClusterOfThree> cluster() {
        return Optional.empty();
    }

    /** The small disk that the data lie on, if they do. */
    default Optional<SmallDisk> disk() {
        return Optional.empty();
    }

    /** Reads everything in the store, once all instances have ended. */
    StoreImage read();

    /** Every log that there is, of instances and of servers. */
    List<Path> logs();

    /** Copies the files of every Redis to where they stay, for whom has to find out what went wrong. */
    default void keepFiles(Path folder) {
        for (int i = 0; i < servers().size(); i++) {
            Folders.copy(servers().get(i).folder(), folder.resolve("redis-" + (i + 1)));
        }
    }

    /** Ends everything. */
    @Override
    void close();
}
