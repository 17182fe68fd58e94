package galaxy.store;

import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.Deadline;
import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Redis as the store calls it, over a few connections, shared and pipelined, to a server or to every master of a cluster. Calls
 * block the calling virtual thread, for the configured time at most.
 *
 * <p>Every call throws {@link StoreUnavailableException} when Redis does not answer or cannot serve now.
 */
public final class Redis implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final int CONNECT_ATTEMPTS = 5;

    private final RedisConnection connection;
    private final Optional<ReplicatedWrites> replicated;
    private final Duration timeout;
    private final StoreMetrics metrics;
    private final ScriptInterceptor steps;

    /** A command to send; called again when the command has to be sent again. */
    @FunctionalInterface
    public interface Command<T> extends Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> {}

    /** What became of one command among many. */
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

    private Redis(
            RedisConnection connection,
            Optional<ReplicatedWrites> replicated,
            Duration timeout,
            StoreMetrics metrics,
            ScriptInterceptor steps) {
        this.connection = connection;
        this.replicated = replicated;
        this.timeout = timeout;
        this.metrics = metrics;
        this.steps = steps;
    }

    /**
     * Connects, and in a cluster warms the connections to every master.
     *
     * @throws StoreUnavailableException when Redis cannot be reached
     * @throws SettingsException when it refuses the login
     */
    public static Redis connect(StoreAddress address, StoreSettings settings, StoreMetrics metrics) {
        try {
            RedisConnection connection = open(address, settings);
            Duration timeout = settings.timeout();
            // Redis looks ten times a second whether a wait has taken too long, and its answer is to come in time.
            Optional<ReplicatedWrites> replicated = settings.replicas() == 0
                    ? Optional.empty()
                    : Optional.of(new ReplicatedWrites(
                            connection,
                            settings.replicas(),
                            timeout.multipliedBy(3).dividedBy(5),
                            metrics));
            return new Redis(connection, replicated, timeout, metrics, ScriptInterceptor.RUN);
        } catch (RedisException e) {
            if (Failures.isLoginRefused(e)) {
                throw new SettingsException(List.of("redis.uri: Redis at " + address.display()
                        + " refuses the login; give the right one as user:password@ or :password@"));
            }
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new StoreUnavailableException(
                    Fate.NOT_APPLIED, "cannot connect to Redis at " + address.display() + ": " + why, e);
        }
    }

    /**
     * A refused login closes the connection, and now and then the library sees that before it sees why. The next attempt
     * is told.
     */
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

    /** The same connections for a caller whose script steps are watched. */
    public Redis watchedBy(ScriptInterceptor watching) {
        return new Redis(connection, replicated, timeout, metrics, watching);
    }

    /** One command, one round trip. */
    public <T> T call(String operation, Command<T> command) {
        long start = System.nanoTime();
        try {
            T answer = finish(command, start(command), start);
            metrics.called(operation, System.nanoTime() - start);
            return answer;
        } catch (StoreUnavailableException e) {
            metrics.failed(operation, e.fate());
            throw e;
        }
    }

    /** One script, one round trip. */
    <T> T call(ScriptCall<T> call) {
        return steps.around(call.script.operation(), () -> call(call.script.operation(), call));
    }

    /** Whether a change counts only when replicas have it. */
    boolean replicates() {
        return replicated.isPresent();
    }

    /** Many commands at once, in about one round trip; the answers in their order, all or none. */
    public <T> List<T> callAll(String operation, Collection<? extends Command<T>> all) {
        List<Result<T>> results = tryAll(operation, all);
        Result.throwIfAny(results);
        return Result.answers(results);
    }

    /** Many commands at once, in about one round trip; one that fails, such as for a master that is down, spoils no other. */
    public <T> List<Result<T>> tryAll(String operation, Collection<? extends Command<T>> all) {
        long start = System.nanoTime();
        RedisConnection.Batch batch = connection.batch();
        List<Pending<T>> pending = new ArrayList<>(all.size());
        for (Command<T> command : all) {
            pending.add(new Pending<>(command, batch));
        }
        batch.send();
        List<Result<T>> results = new ArrayList<>(all.size());
        for (Pending<T> each : pending) {
            results.add(each.result(start));
        }
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

    /** Whether Redis answers a {@code PING} now; of a cluster, whether any master does. */
    public boolean answers() {
        try {
            call("ping", RedisClusterAsyncCommands::ping);
            return true;
        } catch (StoreUnavailableException e) {
            return connection.isCluster() && connection.anyMasterAnswers();
        }
    }

    /** What every master, or the one server, says of itself. */
    List<String> info() {
        return connection.onEachMaster(master -> master.info("everything"));
    }

    /** The {@code appendfsync} of every master, or the one server, that lets itself be asked. */
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

    /**
     * A command whose answer counts only when replicas have what it did or saw, where changes have to be replicated. It goes
     * to the master of a key.
     */
    interface Lasting<T> extends Command<T> {
        String key();

        default boolean isLasting() {
            return true;
        }

        /** A command that reads what no fail-over shall take back. */
        static <T> Lasting<T> of(String key, Command<T> command) {
            return new LastingCommand<>(key, command);
        }
    }

    private record LastingCommand<T>(String key, Command<T> command) implements Lasting<T> {
        @Override
        public RedisFuture<T> apply(RedisClusterAsyncCommands<String, byte[]> redis) {
            return command.apply(redis);
        }
    }

    /** A script by its digest, or with its text where the server does not have it yet. */
    static final class ScriptCall<T> implements Lasting<T> {
        private final Script script;
        private final String[] keys;
        private final byte[][] arguments;

        ScriptCall(Script script, String[] keys, byte[]... arguments) {
            this.script = script;
            this.keys = keys;
            this.arguments = arguments;
        }

        @Override
        public String key() {
            return keys[0];
        }

        @Override
        public boolean isLasting() {
            return script.writes();
        }

        @Override
        public RedisFuture<T> apply(RedisClusterAsyncCommands<String, byte[]> redis) {
            return redis.evalsha(script.digest(), script.reply(), keys, arguments);
        }

        Lasting<T> withText() {
            return Lasting.of(key(), redis -> redis.eval(script.text(), script.reply(), keys, arguments));
        }
    }

    /** A command that was sent, or could not be. */
    private final class Pending<T> {
        private final Command<T> command;
        private final Result<Future<T>> sent;

        Pending(Command<T> command, RedisConnection.Batch batch) {
            this.command = command;
            this.sent = give(batch);
        }

        private Result<Future<T>> give(RedisConnection.Batch batch) {
            try {
                return new Result.Answer<>(start(command, batch::commands));
            } catch (RuntimeException e) {
                return new Result.Failed<>(Failures.of(e));
            }
        }

        Result<T> result(long start) {
            return switch (sent) {
                case Result.Failed<Future<T>>(RuntimeException failure) -> new Result.Failed<>(failure);
                case Result.Answer<Future<T>>(Future<T> future) -> {
                    try {
                        yield new Result.Answer<>(finish(command, future, start));
                    } catch (RuntimeException e) {
                        yield new Result.Failed<>(e);
                    }
                }
            };
        }
    }

    private <T> Future<T> start(Command<T> command) {
        try {
            return start(command, connection::commands);
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    private <T> Future<T> ask(RedisConnection.Node master, Lasting<T> command) {
        try {
            return replicated.orElseThrow().ask(master, command.key(), command);
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    /** What a call that began then has left: the time of a call, or of the request that it is part of. */
    private long nanosLeft(long start) {
        return Math.min(timeout.toNanos() - (System.nanoTime() - start), Deadline.nanosLeft());
    }

    private <T> Future<T> start(Command<T> command, Supplier<RedisClusterAsyncCommands<String, byte[]>> commands) {
        if (Deadline.nanosLeft() <= 0) {
            throw new StoreUnavailableException(Fate.NOT_APPLIED, "the request has taken too long");
        }
        return replicated.isPresent() && command instanceof Lasting<T> lasting && lasting.isLasting()
                ? replicated.get().send(lasting.key(), lasting)
                : command.apply(commands.get());
    }

    /** Waits for the answer; sends again what the server did not take because a script or a slot was on its way. */
    private <T> T finish(Command<T> given, Future<T> first, long start) {
        Command<T> command = given;
        Future<T> sent = first;
        for (int attempt = 1; ; attempt++) {
            Throwable failure;
            try {
                return sent.get(Math.max(1, nanosLeft(start)), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                failure = e.getCause() == null ? e : e.getCause();
            } catch (TimeoutException e) {
                sent.cancel(true);
                failure = e;
            } catch (CancellationException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new StoreUnavailableException(Fate.UNKNOWN, "interrupted while the store was asked", e);
            }
            Optional<RedisConnection.Node> asked = Failures.asksFor(failure);
            if (Failures.isNoScript(failure) && command instanceof ScriptCall<T> call) {
                command = call.withText();
                sent = start(command);
            } else if (asked.isPresent() && command instanceof Lasting<T> lasting && replicated.isPresent()) {
                sent = ask(asked.get(), lasting);
            } else if (mayPass(failure) && nanosLeft(start) > timeout.toNanos() / 5) {
                // The last attempt has time left to be answered: one that times out has an unknown fate.
                // What was in the way of many commands is gone for all when it is gone for one: only a second failure
                // waits.
                if (attempt > 1) {
                    pause();
                }
                sent = start(command);
            } else {
                throw Failures.of(failure);
            }
        }
    }

    /**
     * Whether the command was not taken for a reason that passes: a slot on its way, or gone to another master; a node's
     * connection in the making.
     */
    private boolean mayPass(Throwable failure) {
        if (!connection.isCluster()) {
            return Failures.isTryAgain(failure);
        }
        boolean isLost = Failures.isNotSent(failure) || Failures.isMoved(failure);
        if (isLost && replicated.isPresent()) {
            connection.lookAround();
        }
        return isLost || Failures.isTryAgain(failure);
    }

    /** A moment for what passes by itself. */
    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
