package galaxy.store;

import galaxy.kernel.Deadline;
import galaxy.store.Redis.Command;
import galaxy.store.Redis.Result;
import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Sends commands, waits for their results, and sends again what the server did not take because a script or a slot was moving. */
final class RedisExecution {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final RedisConnection connection;
    private final Optional<ReplicatedWrites> replicated;
    private final Duration timeout;
    private final Supplier<Optional<String>> shortage;

    /**
     * Over open connections.
     *
     * @param replicated where changes count only when replicas have them
     * @param timeout of one call
     * @param shortage why no change is sent now, if so
     */
    RedisExecution(
            RedisConnection connection,
            Optional<ReplicatedWrites> replicated,
            Duration timeout,
            Supplier<Optional<String>> shortage) {
        this.shortage = shortage;
        this.connection = connection;
        this.replicated = replicated;
        this.timeout = timeout;
    }

    /** Why no change is sent now, if so. */
    Optional<String> shortage() {
        return shortage.get();
    }

    /** Whether a change counts only when replicas have it. */
    boolean replicates() {
        return replicated.isPresent();
    }

    <T> T run(Command<T> command) {
        long start = System.nanoTime();
        return finish(command, start(command), start);
    }

    /** Many commands at once; the failure of one affects no other. */
    <T> List<Result<T>> runAll(Collection<? extends Command<T>> all) {
        long start = System.nanoTime();
        RedisConnection.Batch batch = connection.batch();
        List<Sent<T>> sent = new ArrayList<>(all.size());
        for (Command<T> command : all) {
            sent.add(send(command, batch));
        }
        batch.send();
        List<Result<T>> results = new ArrayList<>(all.size());
        for (Sent<T> each : sent) {
            results.add(result(each, start));
        }
        return results;
    }

    /** A command that was sent, or could not be. */
    private record Sent<T>(Command<T> command, Result<Future<T>> future) {}

    private <T> Sent<T> send(Command<T> command, RedisConnection.Batch batch) {
        try {
            return new Sent<>(command, new Result.Answer<>(start(command, batch::commands)));
        } catch (RuntimeException e) {
            return new Sent<>(command, new Result.Failed<>(Failures.of(e)));
        }
    }

    private <T> Result<T> result(Sent<T> sent, long start) {
        return switch (sent.future()) {
            case Result.Failed<Future<T>>(RuntimeException failure) -> new Result.Failed<>(failure);
            case Result.Answer<Future<T>>(Future<T> future) -> {
                try {
                    yield new Result.Answer<>(finish(sent.command(), future, start));
                } catch (RuntimeException e) {
                    yield new Result.Failed<>(e);
                }
            }
        };
    }

    private <T> Future<T> start(Command<T> command) {
        try {
            return start(command, connection::commands);
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    private <T> Future<T> ask(RedisConnection.Node master, ReplicatedCommand<T> command) {
        try {
            return replicated.orElseThrow().ask(master, command.key(), command);
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    /** The time left for a call that began then: of the call, or of the request that it is part of. */
    private long nanosLeft(long start) {
        return Math.min(timeout.toNanos() - (System.nanoTime() - start), Deadline.nanosLeft());
    }

    private <T> Future<T> start(Command<T> command, Supplier<RedisClusterAsyncCommands<String, byte[]>> commands) {
        if (Deadline.nanosLeft() <= 0) {
            throw new StoreUnavailableException(Fate.NOT_APPLIED, "the deadline of the request has passed");
        }
        if (!(command instanceof ReplicatedCommand<T> known) || !known.isReplicated()) {
            return command.apply(commands.get());
        }
        shortage.get().ifPresent(why -> {
            throw new StoreUnavailableException(Fate.NOT_APPLIED, why);
        });
        return replicated.isPresent() ? replicated.get().send(known.key(), known) : command.apply(commands.get());
    }

    private <T> T finish(Command<T> given, Future<T> first, long start) {
        Command<T> command = given;
        Future<T> sent = first;
        for (int attempt = 1; ; attempt++) {
            Throwable failure;
            try {
                // The client ends commands by itself when their time is over; only the waits of replicated writes are
                // timed.
                return attempt == 1 && sent instanceof RedisFuture<T>
                        ? sent.get()
                        : sent.get(Math.max(1, nanosLeft(start)), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                failure = e.getCause() == null ? e : e.getCause();
            } catch (TimeoutException e) {
                sent.cancel(true);
                failure = e;
            } catch (CancellationException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new StoreUnavailableException(Fate.UNKNOWN, "interrupted while waiting for the store", e);
            }
            Optional<RedisConnection.Node> asked = Failures.asksFor(failure);
            if (Failures.isNoScript(failure) && command instanceof ScriptCall<T> call) {
                command = call.withText();
                sent = start(command);
            } else if (asked.isPresent() && command instanceof ReplicatedCommand<T> known && replicated.isPresent()) {
                sent = ask(asked.get(), known);
            } else if (mayPass(failure) && nanosLeft(start) > timeout.toNanos() / 5) {
                // The last attempt needs time for its result: one that times out has an unknown fate.
                // What blocked many commands is over for all when it is over for one: only a second failure waits.
                if (attempt > 1) {
                    pause();
                }
                sent = start(command);
            } else {
                throw failed(failure);
            }
        }
    }

    private RuntimeException failed(Throwable failure) {
        if (Failures.isReplica(failure)) {
            connection.channels().renew();
            connection.refreshTopology();
        }
        return Failures.of(failure);
    }

    /**
     * Whether the command was not taken for a reason that passes: a slot that is moving, or has moved to another master; a
     * connection to a node that is being made.
     */
    private boolean mayPass(Throwable failure) {
        if (!connection.isCluster()) {
            return Failures.isTryAgain(failure)
                    || (Failures.isNotSent(failure) && connection.channels().isRenewing());
        }
        boolean isLost = Failures.isNotSent(failure) || Failures.isMoved(failure);
        if (isLost && replicated.isPresent()) {
            connection.refreshTopology();
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
