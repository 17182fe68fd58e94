package galaxy.chassis.store;

import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Redis is.
 *
 * @param nodes one node, or the nodes of a cluster that are asked for the others
 * @param cluster whether it is a Redis Cluster
 */
public record StoreAddress(List<RedisURI> nodes, boolean cluster) {
    private static final String CLUSTER = "redis-cluster://";
    private static final String HOST = "(\\[[0-9a-fA-F:]+]|[^\\[\\]:/?#@]+)";
    private static final String FORMS =
            "redis://, rediss://, redis-socket:///path or redis-cluster://host:port,host:port, each with an optional user:password@";

    public StoreAddress {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads {@code redis://[user:password@]host[:port]}, {@code rediss://…}, {@code redis-socket://[password@]/path} or
     * {@code redis-cluster://[user:password@]host:port,host:port…}.
     *
     * @throws IllegalArgumentException for anything else; the message never repeats the address, which may carry a password
     */
    public static StoreAddress parse(String uri) {
        try {
            if (!uri.startsWith(CLUSTER)) {
                if (!uri.matches("redis-socket://.+|rediss?://([^/?#]*@)?" + HOST + "(:\\d{1,5})?([/?].*)?")) {
                    throw new IllegalArgumentException();
                }
                return new StoreAddress(List.of(RedisURI.create(uri)), false);
            }
            String rest = uri.substring(CLUSTER.length());
            int at = rest.lastIndexOf('@');
            String login = rest.substring(0, at + 1);
            List<RedisURI> nodes = new ArrayList<>();
            for (String node : rest.substring(at + 1).split(",", -1)) {
                if (!node.matches(HOST + ":\\d{1,5}")) {
                    throw new IllegalArgumentException();
                }
                nodes.add(RedisURI.create("redis://" + login + node));
            }
            return new StoreAddress(nodes, true);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not an address of Redis; write " + FORMS);
        }
    }

    /** Host and port or socket, without login, for people. */
    public String display() {
        StringBuilder text = new StringBuilder(cluster ? "cluster of " : "");
        for (RedisURI node : nodes) {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(',');
            }
            text.append(node.getSocket() != null ? node.getSocket() : node.getHost() + ":" + node.getPort());
        }
        return text.toString();
    }
}
