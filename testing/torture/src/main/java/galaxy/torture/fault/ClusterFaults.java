package galaxy.torture.fault;

import galaxy.store.Bucket;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.torture.fault.Fault.Injection;
import galaxy.torture.fault.Fault.Scene;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Faults of a cluster: replicas that take over, and slots that move. */
final class ClusterFaults {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private ClusterFaults() {}

    /** A master fails until its replica takes over. */
    static Injection failOver(Consumer<RedisNode> failure) {
        return scene -> {
            RedisNode master = anyMaster(scene);
            RedisNode replica = cluster(scene).replicaOf(master);
            failure.accept(master);
            awaitMaster(replica, scene);
        };
    }

    static void failOverBehind(Scene scene) throws InterruptedException {
        RedisNode master = anyMaster(scene);
        RedisNode replica = cluster(scene).replicaOf(master);
        replica.pause();
        // Drops what the master would send to the replica when it continues.
        master.call("CLIENT", "KILL", "TYPE", "replica");
        scene.waitThen(() -> {
            master.kill9();
            replica.resume();
        });
        awaitMaster(replica, scene);
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

    private static void awaitMaster(RedisNode replica, Scene scene) {
        RedisClusterOfThree cluster = cluster(scene);
        Awaitility.await("the replica takes over")
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> cluster.masters().contains(replica));
        cluster.heal();
    }
}
