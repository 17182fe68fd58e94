package galaxy.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A caller of a store in a thread of its own that stops before one of its steps until it is told to go on:
 * {@code baton::around} is what the caller's steps go through. Closed, it leaves no caller behind.
 *
 * @param <A> what the caller is answered
 */
public final class Baton<A> implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final int stopBefore;
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> go = new CompletableFuture<>();
    private final CompletableFuture<A> answer;

    /** Starts the caller and comes back when it has stopped, or is through because it has no such step. */
    public Baton(int stopBefore, Function<Baton<A>, A> act, ExecutorService threads) {
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

    /**
     * Runs one step, when its time has come.
     *
     * @param send sends the script and waits for the reply
     */
    public <T> T around(String script, Supplier<T> send) {
        if (count.getAndIncrement() == stopBefore) {
            stopped.complete(null);
            go.join();
        }
        return send.get();
    }

    public boolean hasStopped() {
        return stopped.isDone();
    }

    /** Lets the caller go on to its end. */
    public A finish() {
        go.complete(null);
        try {
            return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Lets the caller go on to its end, whatever that is. */
    @Override
    public void close() {
        go.complete(null);
        answer.handle((told, failure) -> failure == null)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
