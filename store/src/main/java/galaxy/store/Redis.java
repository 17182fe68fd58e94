package galaxy.store;

import galaxy.chassis.settings.SettingsException;
import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Redis as the store calls it, over a few connections, shared and pipelined, to a server or to every master of a cluster. Calls
 * block the calling virtual thread, for the configured time at most.
 *
 * <p>Every call throws {@link StoreUnavailableException} when Redis does not answer or cannot serve now.
 */
public final class Redis implements AutoCloseable {
    private static final int CONNECT_ATTEMPTS = 5;

    private final RedisConnection connection;
    private final RedisExecution execution;
    private final StoreMetrics metrics;
    private final ScriptInterceptor steps;
    private final WriteProbe writes = new WriteProbe(this);

    /** A command to send; called again when the command has to be sent again. */
    @FunctionalInterface
    public interface Command<T> extends Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> {}

    /** The result of one command among many. */
    public sealed interface Result<T> {
        record Answer<T>(T value) implements Result<T> {}

        record Failed<T>(RuntimeException failure) implements Result<T> {}

        /** The answers there are, in their order. */
        static <T> List<T> answers(List<Result<T>> results) {
            List<T> answers = new ArrayList<>(results.size());
            for (Result<T> result : results) {
                if (result instanceof Answer<T>(T value)) {
                    answers.add(value);
                }
            }
            return answers;
        }

        /** Throws one of the failures, if there is any. */
        static <T> void throwIfAny(List<Result<T>> results) {
            for (Result<T> result : results) {
                if (result instanceof Failed<T>(RuntimeException failure)) {
                    throw failure;
                }
            }
        }
    }

    private Redis(RedisConnection connection, RedisExecution execution, StoreMetrics metrics, ScriptInterceptor steps) {
        this.connection = connection;
        this.execution = execution;
        this.metrics = metrics;
        this.steps = steps;
    }

    /**
     * Connects, and in a cluster warms the connections to every master.
     *
     * @throws StoreUnavailableException when Redis cannot be reached
     * @throws SettingsException when only an operator can change why not, such as a login that is refused
     */
    public static Redis connect(StoreAddress address, StoreSettings settings, StoreMetrics metrics) {
        return connect(address, settings, metrics, Optional::empty);
    }

    /** The same, with a reason for which no change is sent, at times. */
    static Redis connect(
            StoreAddress address, StoreSettings settings, StoreMetrics metrics, Supplier<Optional<String>> shortage) {
        try {
            RedisConnection connection = open(address, settings);
            Duration timeout = settings.timeout();
            // Redis checks ten times a second whether a wait has timed out, and its reply has to arrive in time.
            Optional<ReplicatedWrites> replicated = settings.replicas() == 0
                    ? Optional.empty()
                    : Optional.of(new ReplicatedWrites(
                            connection,
                            settings.replicas(),
                            timeout.multipliedBy(3).dividedBy(5),
                            metrics));
            RedisExecution execution = new RedisExecution(connection, replicated, timeout, shortage);
            return new Redis(connection, execution, metrics, ScriptInterceptor.RUN);
        } catch (RedisException e) {
            throw ConnectFailure.of(e, address);
        } catch (IllegalStateException e) {
            if (!address.isSocket()) {
                throw e;
            }
            throw ConnectFailure.noNativeLibrary();
        }
    }

    /** A refused login closes the connection, and sometimes the library sees that before the reason, which it sees next time. */
    private static RedisConnection open(StoreAddress address, StoreSettings settings) {
        for (int left = CONNECT_ATTEMPTS; ; left--) {
            try {
                return new RedisConnection(address, settings);
            } catch (RedisException e) {
                if (left == 1 || !Failures.isClosedWithoutReason(e)) {
                    throw e;
                }
            }
        }
    }

    /** The same connections for a caller whose scripts are intercepted. */
    public Redis interceptedBy(ScriptInterceptor interceptor) {
        return new Redis(connection, execution, metrics, interceptor);
    }

    /** One command, one round trip. */
    public <T> T call(String operation, Command<T> command) {
        long start = System.nanoTime();
        try {
            T answer = execution.run(command);
            metrics.called(operation, System.nanoTime() - start);
            return answer;
        } catch (StoreUnavailableException e) {
            metrics.failed(operation, e.fate());
            throw e;
        }
    }

    /** One script, one round trip. */
    <T> T call(ScriptCall<T> call) {
        return steps.around(call.operation(), () -> call(call.operation(), call));
    }

    /** Why no change is sent now, if so. */
    Optional<String> shortage() {
        return execution.shortage();
    }

    /** Whether a change counts only when replicas have it. */
    boolean replicates() {
        return execution.replicates();
    }

    /** Many commands at once, in about one round trip; the answers in their order, all or none. */
    public <T> List<T> callAll(String operation, Collection<? extends Command<T>> all) {
        List<Result<T>> results = tryAll(operation, all);
        Result.throwIfAny(results);
        return Result.answers(results);
    }

    /** The answers of two commands. */
    public record Both<A, B>(A first, B second) {}

    /** Two commands on one bucket at once, in one round trip and in their order; both answers or none. */
    @SuppressWarnings("unchecked") // The answers are in the order of the commands.
    public <A, B> Both<A, B> callBoth(String operation, Command<A> first, Command<B> second) {
        List<Object> answers = callAll(
                operation, List.of((Command<Object>) (Command<?>) first, (Command<Object>) (Command<?>) second));
        return new Both<>((A) answers.get(0), (B) answers.get(1));
    }

    /** Many commands at once, in about one round trip; one that fails, such as for a master that is down, affects no other. */
    public <T> List<Result<T>> tryAll(String operation, Collection<? extends Command<T>> all) {
        long start = System.nanoTime();
        List<Result<T>> results = execution.runAll(all);
        Set<Fate> fates = EnumSet.noneOf(Fate.class);
        for (Result<T> result : results) {
            if (result instanceof Result.Failed<T>(StoreUnavailableException e)) {
                fates.add(e.fate());
            }
        }
        fates.forEach(fate -> metrics.failed(operation, fate));
        metrics.called(operation, System.nanoTime() - start);
        return results;
    }

    /** Many scripts of one kind, as {@link #tryAll}; where scripts are intercepted, one after the other. */
    <T> List<Result<T>> tryScripts(List<ScriptCall<T>> calls) {
        if (steps.equals(ScriptInterceptor.RUN)) {
            return calls.isEmpty() ? List.of() : tryAll(calls.getFirst().operation(), calls);
        }
        List<Result<T>> results = new ArrayList<>(calls.size());
        for (ScriptCall<T> call : calls) {
            try {
                results.add(new Result.Answer<>(call(call)));
            } catch (StoreUnavailableException e) {
                results.add(new Result.Failed<>(e));
            }
        }
        return results;
    }

    /**
     * A script that only reads, once on each master that has some of the groups of keys.
     *
     * @param groups the first of each decides where it is read; all of a group are in one slot
     * @param call of the groups at some places, without keys
     * @return for each group its part of the replies; empty when that cannot be done now, as slots move or a master has not
     *     seen the script
     */
    Optional<List<List<byte[]>>> readByMaster(
            Script script, List<String> groups, Function<List<Integer>, byte[][]> call) {
        List<RedisConnection.Master> masters;
        try {
            masters = connection.byMaster(groups);
        } catch (RedisException e) {
            return Optional.empty();
        }
        List<Command<List<List<byte[]>>>> calls = new ArrayList<>(masters.size());
        for (RedisConnection.Master master : masters) {
            byte[][] arguments = call.apply(master.places());
            calls.add(any -> master.commands().evalsha(script.digest(), script.reply(), new String[0], arguments));
        }
        List<List<byte[]>> found = new ArrayList<>(Collections.nCopies(groups.size(), List.of()));
        List<Result<List<List<byte[]>>>> results = tryAll(script.operation(), calls);
        for (int i = 0; i < results.size(); i++) {
            switch (results.get(i)) {
                case Result.Answer<List<List<byte[]>>>(List<List<byte[]>> parts) -> {
                    List<Integer> places = masters.get(i).places();
                    IntStream.range(0, places.size()).forEach(part -> found.set(places.get(part), parts.get(part)));
                }
                case Result.Failed<List<List<byte[]>>>(RuntimeException failure) -> {
                    if (Failures.isNoScript(failure)) {
                        onEachMaster(master -> master.scriptLoad(script.text()));
                    } else {
                        connection.refreshTopology();
                    }
                    return Optional.empty();
                }
            }
        }
        return Optional.of(found);
    }

    /** Whether it takes changes now. */
    WriteProbe writes() {
        return writes;
    }

    /** Whether Redis answers a {@code PING} now; of a cluster, whether any master does. */
    public boolean answers() {
        try {
            call("ping", RedisClusterAsyncCommands::ping);
            return true;
        } catch (StoreUnavailableException e) {
            return connection.isCluster() && connection.anyMasterAnswers();
        }
    }

    /** Asks every master, or the one server. */
    <T> List<T> onEachMaster(Function<RedisClusterCommands<String, byte[]>, T> ask) {
        try {
            return connection.onEachMaster(ask);
        } catch (RedisException e) {
            throw Failures.of(e);
        }
    }

    boolean isCluster() {
        return connection.isCluster();
    }

    /** The shards of what is collected over records. */
    public Shards shards() {
        return Shards.of(connection.isCluster());
    }

    /** {@code INFO} of every master, or the one server. */
    List<String> info() {
        return connection.onEachMaster(master -> master.info("everything"));
    }

    /** The {@code appendfsync} of every master, or the one server, that allows {@code CONFIG GET}. */
    List<String> appendFsync() {
        try {
            return connection.onEachMaster(master -> master.configGet("appendfsync")).stream()
                    .flatMap(answer -> Optional.ofNullable(answer.get("appendfsync")).stream())
                    .toList();
        } catch (RedisException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
