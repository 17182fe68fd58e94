package galaxy.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A cluster of which clients see nothing but a {@link FaultProxy} in front of each node: the nodes announce the proxies'
 * ports as their own. Among themselves the nodes talk directly. Closing it shows the nodes again.
 */
public final class ClusterProxies implements AutoCloseable {
    private final RedisClusterOfThree cluster;
    private final List<FaultProxy> proxies;

    private ClusterProxies(RedisClusterOfThree cluster, List<FaultProxy> proxies) {
        this.cluster = cluster;
        this.proxies = List.copyOf(proxies);
    }

    /** For a cluster that serves; ready when every node announces every proxy. */
    public static ClusterProxies inFrontOf(RedisClusterOfThree cluster) {
        List<FaultProxy> proxies = new ArrayList<>();
        for (RedisNode node : cluster.nodes()) {
            proxies.add(FaultProxy.inFrontOf(node));
        }
        var made = new ClusterProxies(cluster, proxies);
        made.announce(proxies.stream().map(FaultProxy::port).toList());
        return made;
    }

    /** {@code redis-cluster://127.0.0.1:p1,…} through the proxies, for a cluster without a password. */
    public String uri() {
        return proxies.stream()
                .map(proxy -> proxy.host() + ":" + proxy.port())
                .collect(Collectors.joining(",", "redis-cluster://", ""));
    }

    /** In the order of {@link RedisClusterOfThree#nodes()}. */
    public List<FaultProxy> proxies() {
        return proxies;
    }

    /** The proxy in front of this node. */
    public FaultProxy of(RedisNode node) {
        return proxies.get(cluster.nodes().indexOf(node));
    }

    @Override
    public void close() {
        cluster.heal();
        announce(cluster.nodes().stream().map(RedisNode::port).toList());
        proxies.forEach(FaultProxy::close);
    }

    private void announce(List<Integer> ports) {
        for (int i = 0; i < ports.size(); i++) {
            cluster.nodes().get(i).config("cluster-announce-port", ports.get(i).toString());
        }
        Awaitility.await("every node knows where the others are announced")
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cluster.nodes().stream().allMatch(node -> knows(node, ports)));
    }

    private static boolean knows(RedisNode node, List<Integer> ports) {
        String nodes = node.call("CLUSTER", "NODES");
        return ports.stream().allMatch(port -> nodes.contains(" 127.0.0.1:" + port + "@"));
    }
}
