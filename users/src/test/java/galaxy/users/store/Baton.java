package galaxy.users.store;

import galaxy.chassis.store.Steps;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A caller in a thread of its own that stops before one of its steps until it is told to go on. */
final class Baton<A> implements Steps {
    private static final int PATIENCE_SECONDS = 60;

    private final int stopBefore;
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> go = new CompletableFuture<>();
    private final CompletableFuture<A> answer;

    /** Starts the caller and comes back when it has stopped, or is through because it has no such step. */
    Baton(int stopBefore, Function<Steps, A> act, ExecutorService threads) {
        this.stopBefore = stopBefore;
        this.answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(act.apply(this));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        CompletableFuture.anyOf(stopped, answer)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public <T> T around(String script, Supplier<T> send) {
        if (count.getAndIncrement() == stopBefore) {
            stopped.complete(null);
            go.join();
        }
        return send.get();
    }

    boolean hasStopped() {
        return stopped.isDone();
    }

    /** Lets the caller go on to its end. */
    A finish() {
        go.complete(null);
        try {
            return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
