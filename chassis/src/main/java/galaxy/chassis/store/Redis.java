package galaxy.chassis.store;

import galaxy.chassis.store.StoreUnavailableException.Fate;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
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
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The connection to Redis: one, shared and pipelined, to a server or to every master of a cluster. Calls block the
 * calling virtual thread. A command that was in flight when the connection broke is never sent again by the client.
 *
 * <p>Every call throws {@link StoreUnavailableException} when Redis does not answer or cannot serve now.
 */
public final class Redis implements AutoCloseable {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration RECONNECT_AT_MOST = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final StatefulConnection<String, byte[]> connection;
    private final RedisClusterAsyncCommands<String, byte[]> commands;
    private final boolean cluster;
    private final Duration timeout;
    private final StoreMetrics metrics;
    private final Steps steps;

    /** A command to send; called again when the command has to be sent again. */
    @FunctionalInterface
    public interface Command<T> extends Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> {}

    private Redis(StoreAddress address, Duration timeout, Optional<Path> trust, StoreMetrics metrics) {
        this.timeout = timeout;
        this.metrics = metrics;
        this.steps = Steps.RUN;
        this.cluster = address.cluster();
        this.resources = ClientResources.builder()
                .reconnectDelay(Delay.exponential(Duration.ofMillis(10), RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
                .build();
        if (cluster) {
            RedisClusterClient clusterClient = RedisClusterClient.create(resources, address.nodes());
            clusterClient.setOptions(clusterOptions(trust));
            client = clusterClient;
            StatefulRedisClusterConnection<String, byte[]> open = clusterClient.connect(CODEC);
            connection = open;
            commands = open.async();
        } else {
            RedisClient single = RedisClient.create(resources, address.nodes().getFirst());
            single.setOptions(options(trust));
            client = single;
            var open = single.connect(CODEC);
            connection = open;
            commands = open.async();
        }
        connection.setTimeout(timeout);
    }

    private Redis(Redis shared, Steps steps) {
        this.resources = shared.resources;
        this.client = shared.client;
        this.connection = shared.connection;
        this.commands = shared.commands;
        this.cluster = shared.cluster;
        this.timeout = shared.timeout;
        this.metrics = shared.metrics;
        this.steps = steps;
    }

    /**
     * Connects, and in a cluster warms the connection to every master.
     *
     * @param timeout how long one call may take
     * @param trust a PEM file with the certificates to trust for {@code rediss://}; else those of the JVM
     * @throws StoreUnavailableException when Redis cannot be reached
     */
    public static Redis connect(StoreAddress address, Duration timeout, Optional<Path> trust, StoreMetrics metrics) {
        try {
            Redis redis = new Redis(address, timeout, trust, metrics);
            redis.warm();
            return redis;
        } catch (RuntimeException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new StoreUnavailableException(
                    Fate.NOT_APPLIED, "cannot connect to Redis at " + address.display() + ": " + why, e);
        }
    }

    /** One command, one round trip. */
    public <T> T call(String operation, Command<T> command) {
        long start = System.nanoTime();
        return finish(operation, command, start(command), start);
    }

    /** Many commands at once, in about one round trip; the answers in their order. */
    public <T> List<T> callAll(String operation, Collection<? extends Command<? extends T>> all) {
        long start = System.nanoTime();
        List<Pending<? extends T>> pending = new ArrayList<>(all.size());
        for (Command<? extends T> command : all) {
            pending.add(pend(command));
        }
        List<T> answers = new ArrayList<>(all.size());
        for (Pending<? extends T> each : pending) {
            answers.add(each.finish(operation, start));
        }
        return answers;
    }

    /** One script, one round trip. */
    <T> T call(ScriptCall<T> call) {
        return steps.around(call.script.operation(), () -> call(call.script.operation(), call));
    }

    /** The same connection for a caller whose script steps are watched. */
    public Redis watchedBy(Steps watching) {
        return new Redis(this, watching);
    }

    /** A script by its digest, or with its text where the server does not have it yet. */
    static final class ScriptCall<T> implements Command<T> {
        private final Script script;
        private final String[] keys;
        private final byte[][] arguments;

        ScriptCall(Script script, String[] keys, byte[]... arguments) {
            this.script = script;
            this.keys = keys;
            this.arguments = arguments;
        }

        @Override
        public RedisFuture<T> apply(RedisClusterAsyncCommands<String, byte[]> redis) {
            return redis.evalsha(script.digest(), script.reply(), keys, arguments);
        }

        Command<T> withText() {
            return redis -> redis.eval(script.text(), script.reply(), keys, arguments);
        }
    }

    /** Whether Redis answers a {@code PING} now. */
    public boolean answers() {
        try {
            call("ping", RedisClusterAsyncCommands::ping);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    /** What every master, or the one server, says of itself. */
    List<String> infoOfMasters(String section) {
        if (connection instanceof StatefulRedisClusterConnection<String, byte[]> open) {
            return masters(open)
                    .map(node -> open.getConnection(node.getNodeId()).sync().info(section))
                    .toList();
        }
        String info = call("info", redis -> redis.info(section));
        return List.of(info);
    }

    /** The server's {@code appendfsync}, if it lets itself be asked. */
    Optional<String> appendFsync() {
        try {
            Map<String, String> answer = call("config", redis -> redis.configGet("appendfsync"));
            return Optional.ofNullable(answer.get("appendfsync"));
        } catch (RedisCommandExecutionException | StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private static Stream<RedisClusterNode> masters(StatefulRedisClusterConnection<String, byte[]> open) {
        return open.getPartitions().stream().filter(node -> node.getRole().isUpstream());
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private <T> Pending<T> pend(Command<T> command) {
        return new Pending<>(command, start(command));
    }

    private final class Pending<T> {
        private final Command<T> command;
        private final RedisFuture<T> sent;

        Pending(Command<T> command, RedisFuture<T> sent) {
            this.command = command;
            this.sent = sent;
        }

        T finish(String operation, long start) {
            return Redis.this.finish(operation, command, sent, start);
        }
    }

    private <T> RedisFuture<T> start(Command<T> command) {
        try {
            return command.apply(commands);
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    /** Waits for the answer; sends again what the server did not take because a script or a slot was on its way. */
    private <T> T finish(String operation, Command<T> command, RedisFuture<T> first, long start) {
        RedisFuture<T> sent = first;
        while (true) {
            Throwable failure;
            try {
                T answer = sent.get(Math.max(1, timeout.toNanos() - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
                metrics.called(operation, System.nanoTime() - start);
                return answer;
            } catch (ExecutionException e) {
                failure = e.getCause() == null ? e : e.getCause();
            } catch (TimeoutException e) {
                sent.cancel(true);
                failure = e;
            } catch (java.util.concurrent.CancellationException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new StoreUnavailableException(Fate.UNKNOWN, "interrupted while the store was asked", e);
            }
            boolean timeLeft = System.nanoTime() - start < timeout.toNanos();
            if (Failures.isNoScript(failure) && command instanceof ScriptCall<T> call) {
                sent = start(call.withText());
            } else if (timeLeft && (Failures.isTryAgain(failure) || (cluster && Failures.isNotSent(failure)))) {
                pause();
                sent = start(command);
            } else {
                throw fail(operation, failure);
            }
        }
    }

    private RuntimeException fail(String operation, Throwable failure) {
        RuntimeException mapped = Failures.of(failure);
        if (mapped instanceof StoreUnavailableException unavailable) {
            metrics.failed(operation, unavailable.fate());
        }
        return mapped;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void warm() {
        if (connection instanceof StatefulRedisClusterConnection<String, byte[]> open) {
            masters(open)
                    .forEach(node -> open.getConnection(node.getNodeId()).sync().ping());
        }
        if (!answers()) {
            throw new StoreUnavailableException(Fate.NOT_APPLIED, "no answer to PING");
        }
    }

    private ClientOptions options(Optional<Path> trust) {
        return fill(ClientOptions.builder(), trust).build();
    }

    private ClusterClientOptions clusterOptions(Optional<Path> trust) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        fill(options, trust);
        return options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(Duration.ofSeconds(5))
                        .adaptiveRefreshTriggersTimeout(Duration.ofMillis(200))
                        .build())
                .build();
    }

    private ClientOptions.Builder fill(ClientOptions.Builder options, Optional<Path> trust) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .tcpNoDelay(true)
                        .keepAlive(true)
                        .build());
        trust.map(Path::toFile).ifPresent(pem -> options.sslOptions(trusting(pem)));
        return options;
    }

    private static SslOptions trusting(File pem) {
        return SslOptions.builder().trustManager(pem).build();
    }
}
