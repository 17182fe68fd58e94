package galaxy.chassis.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The one connection of a process to a server, or to every master of a cluster. It comes back by itself within a quarter
 * of a second after the server does, rejects commands meanwhile, and never sends a command again that was under way.
 */
final class RedisConnection implements AutoCloseable {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration RECONNECT_AT_LEAST = Duration.ofMillis(10);
    private static final Duration RECONNECT_AT_MOST = Duration.ofMillis(250);
    private static final Duration TOPOLOGY_EVERY = Duration.ofSeconds(5);
    private static final Duration TOPOLOGY_AT_MOST_EVERY = Duration.ofMillis(200);

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final StatefulConnection<String, byte[]> connection;
    private final RedisClusterAsyncCommands<String, byte[]> commands;

    /** @throws io.lettuce.core.RedisException when the server cannot be reached or refuses the login */
    RedisConnection(StoreAddress address, Duration timeout, Optional<Path> trust) {
        resources = ClientResources.builder()
                .reconnectDelay(Delay.exponential(RECONNECT_AT_LEAST, RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
                .build();
        AbstractRedisClient opened = null;
        try {
            if (address.cluster()) {
                RedisClusterClient cluster = RedisClusterClient.create(resources, address.nodes());
                opened = cluster;
                cluster.setOptions(clusterOptions(timeout, trust));
                StatefulRedisClusterConnection<String, byte[]> open = cluster.connect(CODEC);
                connection = open;
                commands = open.async();
            } else {
                RedisClient single =
                        RedisClient.create(resources, address.nodes().getFirst());
                opened = single;
                single.setOptions(
                        options(ClientOptions.builder(), timeout, trust).build());
                StatefulRedisConnection<String, byte[]> open = single.connect(CODEC);
                connection = open;
                commands = open.async();
            }
            client = opened;
            connection.setTimeout(timeout);
            // A connection of a cluster is made when it is first used, and until then rejects what it is given.
            onEachMaster(master -> master.ping());
        } catch (RuntimeException e) {
            shutDown(Optional.ofNullable(opened), resources);
            throw e;
        }
    }

    RedisClusterAsyncCommands<String, byte[]> commands() {
        return commands;
    }

    boolean isCluster() {
        return connection instanceof StatefulRedisClusterConnection;
    }

    /** Asks every master, or the one server. */
    <T> List<T> onEachMaster(Function<io.lettuce.core.cluster.api.sync.RedisClusterCommands<String, byte[]>, T> ask) {
        return switch (connection) {
            case StatefulRedisClusterConnection<String, byte[]> open ->
                masters(open)
                        .map(node ->
                                ask.apply(open.getConnection(node.getNodeId()).sync()))
                        .toList();
            case StatefulRedisConnection<String, byte[]> open -> List.of(ask.apply(open.sync()));
            default -> throw new IllegalStateException("a connection of an unknown kind");
        };
    }

    /** Whether at least one master of a cluster answers. */
    boolean anyMasterAnswers() {
        return connection instanceof StatefulRedisClusterConnection<String, byte[]> open
                && masters(open).anyMatch(node -> answers(open, node));
    }

    private static boolean answers(StatefulRedisClusterConnection<String, byte[]> open, RedisClusterNode node) {
        try {
            open.getConnection(node.getNodeId()).sync().ping();
            return true;
        } catch (RedisException e) {
            return false;
        }
    }

    @Override
    public void close() {
        connection.close();
        shutDown(Optional.of(client), resources);
    }

    private static Stream<RedisClusterNode> masters(StatefulRedisClusterConnection<String, byte[]> open) {
        return open.getPartitions().stream().filter(node -> node.getRole().isUpstream());
    }

    private static void shutDown(Optional<AbstractRedisClient> client, ClientResources resources) {
        client.ifPresent(open -> open.shutdown(0, 1, TimeUnit.SECONDS));
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static ClusterClientOptions clusterOptions(Duration timeout, Optional<Path> trust) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        options(options, timeout, trust);
        return options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(TOPOLOGY_EVERY)
                        .adaptiveRefreshTriggersTimeout(TOPOLOGY_AT_MOST_EVERY)
                        .build())
                .build();
    }

    private static ClientOptions.Builder options(
            ClientOptions.Builder options, Duration timeout, Optional<Path> trust) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .tcpNoDelay(true)
                        .keepAlive(true)
                        .build());
        trust.ifPresent(pem -> options.sslOptions(
                SslOptions.builder().trustManager(pem.toFile()).build()));
        return options;
    }
}
