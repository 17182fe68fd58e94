package galaxy.torture.fault;

import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SlotMove;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** What befalls a cluster: replicas that take over, and slots that move. */
final class ClusterFaults {
    private static final Set<StageKind> CLUSTER = Set.of(StageKind.CLUSTER);

    static final List<Fault> ALL = List.of(
            Fault.of(
                            "fail-over",
                            "kills a master of a cluster, and brings it back once its replica has taken over",
                            CLUSTER,
                            ClusterFaults::failOver)
                    .with(Fault.Trait.FAILS_OVER),
            Fault.of(
                            "fail-over-stopped",
                            "stops a master until its replica has taken over, and lets it go on",
                            CLUSTER,
                            ClusterFaults::failOverStopped)
                    .with(Fault.Trait.FAILS_OVER),
            Fault.of(
                            "fail-over-behind",
                            "cuts a replica off for a while, then kills its master, so that what takes over lags behind",
                            CLUSTER,
                            ClusterFaults::failOverBehind)
                    .with(Fault.Trait.FAILS_OVER),
            Fault.of("move-slot", "moves a slot to another master", CLUSTER, ClusterFaults::moveSlot));

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private ClusterFaults() {}

    private static void failOver(Stage stage, Moments moments) {
        RedisClusterOfThree cluster = stage.cluster().orElseThrow();
        RedisNode master = moments.any(cluster.masters());
        RedisNode replica = cluster.replicaOf(master);
        master.kill9();
        awaitTakenOver(cluster, replica);
    }

    private static void failOverStopped(Stage stage, Moments moments) {
        RedisClusterOfThree cluster = stage.cluster().orElseThrow();
        RedisNode master = moments.any(cluster.masters());
        RedisNode replica = cluster.replicaOf(master);
        master.pause();
        awaitTakenOver(cluster, replica);
    }

    private static void failOverBehind(Stage stage, Moments moments) throws InterruptedException {
        RedisClusterOfThree cluster = stage.cluster().orElseThrow();
        RedisNode master = moments.any(cluster.masters());
        RedisNode replica = cluster.replicaOf(master);
        replica.pause();
        // Nothing of what comes now may lie ready for it when it goes on.
        master.call("CLIENT", "KILL", "TYPE", "replica");
        moments.sleepThroughIt();
        master.kill9();
        replica.resume();
        awaitTakenOver(cluster, replica);
    }

    private static void awaitTakenOver(RedisClusterOfThree cluster, RedisNode replica) {
        Awaitility.await("the replica takes over")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> cluster.masters().contains(replica));
        cluster.heal();
    }

    private static void moveSlot(Stage stage, Moments moments) {
        RedisClusterOfThree cluster = stage.cluster().orElseThrow();
        List<RedisNode> masters = cluster.masters();
        int slot = cluster.slotOf("{" + moments.any(galaxy.store.Bucket.all()).tag() + "}");
        RedisNode from = cluster.masterOf(slot);
        RedisNode to = moments.any(masters.stream().filter(node -> node != from).toList());
        // Closing it would bring the slot back.
        SlotMove move = cluster.move(slot, to);
        move.finish();
        cluster.awaitOk();
    }
}
