package galaxy.testkit;

import galaxy.redis.LoopbackPorts;
import galaxy.redis.RespReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real cluster of three masters on loopback with the slots spread evenly: node 0 has 0–5460, node 1 has 5461–10922,
 * node 2 has 10923–16383. Forming it takes a little over two seconds: for so long a fresh master refuses to serve. Each
 * master may have a replica, which takes over when the master does not answer for the time-out of a node and an election.
 */
public final class RedisClusterOfThree implements AutoCloseable {
    public static final int SLOTS = 16_384;

    private static final int MASTERS = 3;

    /** In a line of {@code CLUSTER NODES}, the words before the slots. */
    private static final int SLOTS_FROM = 8;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration NODE_TIMEOUT = Duration.ofMillis(2500);

    private final RedisNode.Options options;
    private final List<RedisNode> nodes;

    private RedisClusterOfThree(RedisNode.Options options, List<RedisNode> nodes) {
        this.options = options;
        this.nodes = List.copyOf(nodes);
    }

    /** With {@link RedisNode.Options#plain()}. */
    public static RedisClusterOfThree start() {
        return start(RedisNode.Options.plain());
    }

    /** With the same options for each node. */
    public static RedisClusterOfThree start(RedisNode.Options options) {
        return start(options, MASTERS, NODE_TIMEOUT);
    }

    /**
     * With a replica for each master: node 3 + i is that of node i, until it takes over.
     *
     * @param nodeTimeout after which a master that does not answer counts as gone
     */
    public static RedisClusterOfThree startWithReplicas(RedisNode.Options options, Duration nodeTimeout) {
        return start(options, 2 * MASTERS, nodeTimeout);
    }

    private static RedisClusterOfThree start(RedisNode.Options options, int size, Duration nodeTimeout) {
        List<RedisNode> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                nodes.add(RedisNode.start(options.withConfig(
                        "cluster-enabled yes",
                        "cluster-config-file nodes.conf",
                        "cluster-node-timeout " + nodeTimeout.toMillis(),
                        "cluster-port " + LoopbackPorts.free(),
                        "repl-diskless-sync-delay 0")));
            }
            var cluster = new RedisClusterOfThree(options, nodes);
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            nodes.forEach(RedisNode::close);
            throw e;
        }
    }

    /** {@code redis-cluster://[:password@]127.0.0.1:p1,127.0.0.1:p2,127.0.0.1:p3}, with every node. */
    public String uri() {
        return nodes.stream()
                .map(node -> node.host() + ":" + node.port())
                .collect(Collectors.joining(",", "redis-cluster://" + RedisNode.credentials(options.password()), ""));
    }

    public List<RedisNode> nodes() {
        return nodes;
    }

    /** The node that had this slot when the cluster was formed. */
    public RedisNode homeOf(int slot) {
        return nodes.get(IntStream.range(0, MASTERS)
                .filter(i -> slot < end(i))
                .findFirst()
                .orElseThrow());
    }

    public int slotOf(String key) {
        return Integer.parseInt(nodes.getFirst().call("CLUSTER", "KEYSLOT", key));
    }

    /** The node that is the master of this slot now, as another one that runs says. */
    public RedisNode masterOf(int slot) {
        return nodes.stream()
                .filter(RedisNode::serves)
                .filter(node -> isMasterOf(node, slot))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No node says that it is the master of slot " + slot));
    }

    /** The node that would take over from this master now. */
    public RedisNode replicaOf(RedisNode master) {
        String id = master.call("CLUSTER", "MYID");
        return nodes.stream()
                .filter(node -> node != master && node.serves())
                .filter(node -> myself(node).contains("slave " + id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The master has no replica"));
    }

    /** The nodes that are masters with slots now, as they say themselves. */
    public List<RedisNode> masters() {
        return nodes.stream()
                .filter(RedisNode::serves)
                .filter(node -> myself(node).matches("(?s).*\\bmaster\\b.* connected .+"))
                .toList();
    }

    /** Stops the replica of a master, which gets nothing of what the master writes from now on. Returns the replica. */
    public RedisNode stopReplicaOf(RedisNode master) {
        RedisNode replica = replicaOf(master);
        replica.pause();
        // Drops what would be queued for the replica.
        master.call("CLIENT", "KILL", "TYPE", "replica");
        return replica;
    }

    /** Waits until a replica has taken over from its master, then brings back what was paused or killed. */
    public void awaitTakeOver(RedisNode replica) {
        Awaitility.await("the replica takes over")
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> masters().contains(replica));
        heal();
    }

    /** Begins to move a slot, which stays half way until the move is finished or closed. */
    public SlotMove move(int slot, RedisNode target) {
        return SlotMove.begin(masters(), options.password(), slot, masterOf(slot), target);
    }

    /** Waits until every node runs, sees the others, and serves every slot. */
    public void awaitOk() {
        try {
            Awaitility.await("the cluster is complete")
                    .atMost(TIMEOUT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> nodes.stream().allMatch(this::isOk));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    nodes.stream()
                            .map(node -> node.call("CLUSTER", "NODES")
                                    + node.call("CLUSTER", "INFO")
                                    + node.call("INFO", "replication"))
                            .collect(Collectors.joining("\n", "The cluster is not complete:\n", "")),
                    e);
        }
    }

    /** Brings back what a test paused or killed, and waits until the cluster serves. */
    public void heal() {
        nodes.forEach(RedisNode::heal);
        awaitOk();
    }

    /** Heals the cluster and deletes every key. */
    public void flush() {
        heal();
        masters().forEach(RedisNode::flush);
    }

    @Override
    public void close() {
        nodes.forEach(RedisNode::close);
    }

    private void form() {
        for (int i = 0; i < MASTERS; i++) {
            nodes.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            nodes.get(i).call("CLUSTER", "ADDSLOTSRANGE", Integer.toString(end(i - 1)), Integer.toString(end(i) - 1));
        }
        for (RedisNode from : nodes) {
            for (RedisNode to : nodes) {
                if (from != to) {
                    from.call("CLUSTER", "MEET", to.host(), Integer.toString(to.port()), busPort(to));
                }
            }
        }
        for (int i = MASTERS; i < nodes.size(); i++) {
            replicate(nodes.get(i), nodes.get(i - MASTERS));
        }
        awaitOk();
    }

    private static void replicate(RedisNode replica, RedisNode master) {
        String id = master.call("CLUSTER", "MYID");
        Awaitility.await("the replica knows its master")
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> replica.call("CLUSTER", "NODES").contains(id));
        replica.call("CLUSTER", "REPLICATE", id);
    }

    private static boolean isMasterOf(RedisNode node, int slot) {
        String myself = myself(node);
        return myself.contains("master")
                && Arrays.stream(myself.split(" "))
                        .skip(SLOTS_FROM)
                        .filter(range -> !range.startsWith("["))
                        .map(range -> range.split("-"))
                        .anyMatch(range -> Integer.parseInt(range[0]) <= slot
                                && slot <= Integer.parseInt(range[range.length - 1]));
    }

    private static String myself(RedisNode node) {
        return node.call("CLUSTER", "NODES")
                .lines()
                .filter(line -> line.contains("myself"))
                .findFirst()
                .orElse("");
    }

    private static String busPort(RedisNode node) {
        try (var connection = node.connect()) {
            return switch (connection.ask("CONFIG", "GET", "cluster-port")) {
                case RespReply.Many(List<RespReply> items)
                when items.getLast() instanceof RespReply.Text text -> text.value();
                case RespReply other -> throw new IllegalStateException("No cluster port: " + other);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first slot after those of node {@code i}, as the usual tools spread them. */
    private static int end(int i) {
        return Math.toIntExact(Math.round((i + 1) * (SLOTS / (double) MASTERS)));
    }

    private boolean isOk(RedisNode node) {
        String info = node.call("CLUSTER", "INFO");
        String replication = node.call("INFO", "replication");
        return info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + nodes.size())
                && info.contains("cluster_slots_ok:" + SLOTS)
                && node.call("CLUSTER", "NODES")
                                .lines()
                                .filter(line -> line.contains(" connected") && !line.contains("fail"))
                                .count()
                        == nodes.size()
                && (nodes.size() == MASTERS
                        || replication.contains("master_link_status:up")
                        || replication.contains("state=online"));
    }
}
