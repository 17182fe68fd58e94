package galaxy.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisAsyncCommandsImpl;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The connections of a process to a server, or to every master of a cluster: a few, each shared and pipelined. Redis reads
 * some 32 KB of each before it writes its log through to the disk and answers, so that several carry more through one such
 * write than one does. They come back by themselves within a quarter of a second after the server does, reject commands
 * meanwhile, and never send a command again that was under way.
 */
final class RedisConnection implements AutoCloseable {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final OpenChannels channels = new OpenChannels();
    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final List<Lane> lanes = new ArrayList<>();
    private Optional<Lane> replicated = Optional.empty();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean isRefreshing = new AtomicBoolean();

    /** Where a server is. */
    record Node(String host, int port) {}

    /**
     * A master, or the one server.
     *
     * @param places of the keys that it has, in a list of keys
     */
    record Master(RedisClusterAsyncCommands<String, byte[]> commands, List<Integer> places) {}

    /** One connection: to a server, or to every master of a cluster. */
    private record Lane(
            StatefulConnection<String, byte[]> connection, RedisClusterAsyncCommands<String, byte[]> commands) {}

    /**
     * Opens all connections.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached or refuses the login
     */
    RedisConnection(StoreAddress address, StoreSettings settings) {
        resources = RedisOptions.resources(settings, channels);
        Supplier<Lane> opener;
        if (address.cluster()) {
            RedisClusterClient cluster = RedisClusterClient.create(resources, address.nodes());
            cluster.setOptions(RedisOptions.cluster(settings));
            client = cluster;
            opener = () -> {
                StatefulRedisClusterConnection<String, byte[]> open = cluster.connect(CODEC);
                return new Lane(open, open.async());
            };
        } else {
            RedisClient single = MasterOfSeveral.clientOf(address.nodes(), resources);
            single.setOptions(RedisOptions.single(settings));
            client = single;
            opener = () -> {
                StatefulRedisConnection<String, byte[]> open = single.connect(CODEC);
                return new Lane(open, open.async());
            };
        }
        try {
            for (int i = 0; i < settings.connections(); i++) {
                lanes.add(open(opener, settings.timeout()));
            }
            // A wait delays everything after it on the same connection, so it has one of its own.
            if (settings.replicas() > 0) {
                replicated = Optional.of(open(opener, settings.timeout()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Lane open(Supplier<Lane> opener, Duration timeout) {
        Lane lane = opener.get();
        lane.connection().setTimeout(timeout);
        // In a cluster, a node's connection is made when it is first used, and until then rejects what it is given.
        onEachMaster(lane, master -> master.ping());
        return lane;
    }

    /** One of the connections, in turn. */
    RedisClusterAsyncCommands<String, byte[]> commands() {
        return lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size())).commands();
    }

    /** Commands that are gathered and leave in one go, on one of the connections. For one thread. */
    Batch batch() {
        Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
        return lane.connection() instanceof StatefulRedisConnection<String, byte[]> single
                ? new Gathered(single)
                : new Immediate(lane.commands());
    }

    /** Where to give commands that are sent together. */
    interface Batch {
        RedisClusterAsyncCommands<String, byte[]> commands();

        /** Sends what was gathered. A failure to do so is that of each command. */
        void send();
    }

    /** In a cluster each command finds its own master; one that finds none affects no other. */
    private record Immediate(RedisClusterAsyncCommands<String, byte[]> commands) implements Batch {
        @Override
        public void send() {}
    }

    /** To one server: one write to the socket for all, where each command by itself would make its own. */
    static final class Gathered extends RedisAsyncCommandsImpl<String, byte[]> implements Batch {
        private final StatefulRedisConnection<String, byte[]> connection;
        private final List<RedisCommand<String, byte[], ?>> waiting = new ArrayList<>();

        Gathered(StatefulRedisConnection<String, byte[]> connection) {
            super(connection, CODEC);
            this.connection = connection;
        }

        @Override
        public RedisClusterAsyncCommands<String, byte[]> commands() {
            return this;
        }

        @Override
        public <T> AsyncCommand<String, byte[], T> dispatch(RedisCommand<String, byte[], T> command) {
            AsyncCommand<String, byte[], T> gathered = new AsyncCommand<>(command);
            waiting.add(gathered);
            return gathered;
        }

        /** The same; with {@code ASKING} before the next command if so said. */
        Gathered asking(boolean isAsked) {
            if (isAsked) {
                var _ = asking();
            }
            return this;
        }

        @Override
        public void send() {
            try {
                connection.dispatch(waiting);
            } catch (RedisException e) {
                waiting.forEach(command -> command.completeExceptionally(e));
            }
        }
    }

    boolean isCluster() {
        return client instanceof RedisClusterClient;
    }

    /** Asks every master, or the one server. */
    <T> List<T> onEachMaster(Function<RedisClusterCommands<String, byte[]>, T> ask) {
        return onEachMaster(lanes.getFirst(), ask);
    }

    /**
     * The connection for replicated writes to the server, or to the master of a key as far as is known.
     *
     * @throws RedisException when it cannot be reached
     */
    StatefulRedisConnection<String, byte[]> masterOf(String key) {
        return switch (replicated.orElseThrow().connection()) {
            case StatefulRedisClusterConnection<String, byte[]> open -> {
                RedisClusterNode node = open.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
                if (node == null) {
                    throw new RedisConnectionException("no master is known for the slot");
                }
                yield open.getConnection(node.getUri().getHost(), node.getUri().getPort());
            }
            case StatefulRedisConnection<String, byte[]> open -> open;
            default -> throw new IllegalStateException("a connection of an unknown kind");
        };
    }

    /**
     * Some keys by their masters, as far as is known.
     *
     * @throws RedisException when one cannot be reached
     */
    List<Master> byMaster(List<String> keys) {
        Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
        if (!(lane.connection() instanceof StatefulRedisClusterConnection<String, byte[]> open)) {
            return List.of(new Master(
                    lane.commands(), IntStream.range(0, keys.size()).boxed().toList()));
        }
        Map<RedisClusterNode, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            RedisClusterNode node = open.getPartitions().getPartitionBySlot(SlotHash.getSlot(keys.get(i)));
            if (node == null) {
                throw new RedisConnectionException("no master is known for the slot");
            }
            places.computeIfAbsent(node, first -> new ArrayList<>()).add(i);
        }
        return places.entrySet().stream()
                .map(each -> new Master(
                        open.getConnection(
                                        each.getKey().getUri().getHost(),
                                        each.getKey().getUri().getPort())
                                .async(),
                        each.getValue()))
                .toList();
    }

    /** The connection for replicated writes to a master of a cluster. */
    StatefulRedisConnection<String, byte[]> master(Node node) {
        return ((StatefulRedisClusterConnection<String, byte[]>)
                        replicated.orElseThrow().connection())
                .getConnection(node.host(), node.port());
    }

    OpenChannels channels() {
        return channels;
    }

    /** Reads soon from the cluster which master serves which slots. */
    void refreshTopology() {
        if (client instanceof RedisClusterClient cluster && isRefreshing.compareAndSet(false, true)) {
            var _ = cluster.refreshPartitionsAsync().whenComplete((done, failure) -> isRefreshing.set(false));
        }
    }

    /** Whether at least one master of a cluster answers. */
    boolean anyMasterAnswers() {
        return lanes.getFirst().connection() instanceof StatefulRedisClusterConnection<String, byte[]> open
                && masters(open).anyMatch(node -> answers(open, node));
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.connection().close());
        replicated.ifPresent(lane -> lane.connection().close());
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        // It is ours, so the client does not stop it.
        resources.timer().stop();
    }

    private static <T> List<T> onEachMaster(Lane lane, Function<RedisClusterCommands<String, byte[]>, T> ask) {
        return switch (lane.connection()) {
            case StatefulRedisClusterConnection<String, byte[]> open ->
                masters(open)
                        .map(node -> ask.apply(open.getConnection(
                                        node.getUri().getHost(), node.getUri().getPort())
                                .sync()))
                        .toList();
            case StatefulRedisConnection<String, byte[]> open -> List.of(ask.apply(open.sync()));
            default -> throw new IllegalStateException("a connection of an unknown kind");
        };
    }

    private static boolean answers(StatefulRedisClusterConnection<String, byte[]> open, RedisClusterNode node) {
        try {
            open.getConnection(node.getUri().getHost(), node.getUri().getPort())
                    .sync()
                    .ping();
            return true;
        } catch (RedisException e) {
            return false;
        }
    }

    private static Stream<RedisClusterNode> masters(StatefulRedisClusterConnection<String, byte[]> open) {
        return open.getPartitions().stream().filter(node -> node.getRole().isUpstream());
    }
}
