package galaxy.store;

import galaxy.kernel.Secret;
import galaxy.redis.LocalAccess;
import galaxy.redis.RedisAccess;
import galaxy.redis.RedisAddress;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** An embedded server, for the process that runs it. */
    static StoreAddress of(RedisAccess access) {
        RedisURI uri = at(access.address());
        access.password().ifPresent(password -> logIn(uri, null, password));
        return new StoreAddress(List.of(uri), false);
    }

    /** An embedded server that another process runs. */
    public static StoreAddress of(LocalAccess access) {
        RedisURI uri = at(access.address());
        logIn(uri, access.user(), access.password());
        return new StoreAddress(List.of(uri), false);
    }

    private static RedisURI at(RedisAddress address) {
        return switch (address) {
            case RedisAddress.UnixSocket(var path) ->
                RedisURI.Builder.socket(path.toString()).build();
            case RedisAddress.LoopbackPort(int port) -> RedisURI.create(RedisAddress.LoopbackPort.HOST, port);
        };
    }

    private static void logIn(RedisURI uri, @Nullable String user, Secret password) {
        uri.setCredentialsProvider(RedisCredentialsProvider.from(() -> RedisCredentials.just(user, password.reveal())));
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
