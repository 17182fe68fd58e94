package galaxy.store;

import galaxy.kernel.Secret;
import galaxy.redis.LocalAccess;
import galaxy.redis.RedisAccess;
import galaxy.redis.RedisAddress;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is.
 *
 * @param nodes one node; or a master and its replicas, of which the master is connected to; or the nodes of a cluster that are asked for the
 *     others
 * @param cluster whether it is a Redis Cluster
 */
public record StoreAddress(List<RedisURI> nodes, boolean cluster) {
    private static final Pattern SEVERAL = Pattern.compile("(rediss?)-(cluster|sentinel)://(.*)");
    private static final String HOST = "(\\[[0-9a-fA-F:]+]|[^\\[\\]:/?#@,]+)";
    private static final Pattern NODE = Pattern.compile(HOST + ":(\\d{1,5})");
    private static final Pattern REPLICATED = Pattern.compile("(rediss?://)((?:[^/?#@]*@)?[^/?#@]+,[^/?#@]+)");
    private static final String FORMS =
            "redis://, redis://host:port,host:port, rediss://…, redis-socket:///path, redis-cluster://host:port,host:port, rediss-cluster://…,"
                    + " redis-sentinel://host:port,host:port/name or rediss-sentinel://…, each with an optional user:password@,"
                    + " in which @ : / ? # % and , are percent-encoded (%40 for @)";

    public StoreAddress {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads {@code redis://[user:password@]host[:port]}, {@code redis://[user:password@]host:port,host:port…} of a master and its replicas,
     * {@code rediss://…}, {@code redis-socket://[password@]/path},
     * {@code redis-cluster://[user:password@]host:port,host:port…} or {@code redis-sentinel://[user:password@]host:port,…/name}; the
     * last two also as {@code rediss-…}, with TLS.
     *
     * @throws IllegalArgumentException for anything else; the message never repeats the address, which may carry a password
     */
    public static StoreAddress parse(String uri) {
        try {
            Matcher several = SEVERAL.matcher(uri);
            if (several.matches()) {
                String scheme = several.group(1) + "://";
                return several.group(2).equals("cluster")
                        ? new StoreAddress(nodes(scheme, several.group(3)), true)
                        : new StoreAddress(List.of(sentinel(scheme, several.group(3))), false);
            }
            Matcher replicated = REPLICATED.matcher(uri);
            if (replicated.matches()) {
                return new StoreAddress(nodes(replicated.group(1), replicated.group(2)), false);
            }
            if (!uri.matches("redis-socket://.+|rediss?://([^/?#@]*@)?" + HOST + "(:\\d{1,5})?([/?].*)?")) {
                throw new IllegalArgumentException();
            }
            return new StoreAddress(List.of(RedisURI.create(uri)), false);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not an address of Redis; write " + FORMS);
        }
    }

    private static List<RedisURI> nodes(String scheme, String rest) {
        String login = rest.substring(0, rest.indexOf('@') + 1);
        return Stream.of(rest.substring(login.length()).split(",", -1))
                .map(node -> RedisURI.create(scheme + login + node(node).group()))
                .toList();
    }

    /** The login is that of the master; sentinels are asked without one. */
    private static RedisURI sentinel(String scheme, String rest) {
        String login = rest.substring(0, rest.indexOf('@') + 1);
        String[] nodesAndName = rest.substring(login.length()).split("/", -1);
        if (nodesAndName.length != 2 || !nodesAndName[1].matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException();
        }
        RedisURI master = RedisURI.create(scheme + login + "sentinel");
        master.setSentinelMasterId(nodesAndName[1]);
        for (String node : nodesAndName[0].split(",", -1)) {
            Matcher parts = node(node);
            RedisURI sentinel = RedisURI.create(parts.group(1), Integer.parseInt(parts.group(2)));
            sentinel.setSsl(master.isSsl());
            master.getSentinels().add(sentinel);
        }
        master.setHost(null);
        return master;
    }

    private static Matcher node(String text) {
        Matcher node = NODE.matcher(text);
        if (!node.matches()) {
            throw new IllegalArgumentException();
        }
        return node;
    }

    /** Whether it is a Unix domain socket. */
    boolean isSocket() {
        return nodes.getFirst().getSocket() != null;
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
            text.append(display(node));
        }
        return text.toString();
    }

    private static String display(RedisURI node) {
        if (node.getSocket() != null) {
            return node.getSocket();
        }
        return node.getSentinels().isEmpty()
                ? node.getHost() + ":" + node.getPort()
                : node.getSentinelMasterId() + " of the sentinels "
                        + node.getSentinels().stream()
                                .map(StoreAddress::display)
                                .collect(Collectors.joining(","));
    }
}
