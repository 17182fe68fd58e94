package galaxy.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A caller of a store in a thread of its own that pauses before one of its steps until {@link #finish}:
 * {@code caller::around} intercepts its steps. Closing it waits for its end.
 *
 * @param <A> the result of the caller
 */
public final class PausedCaller<A> implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 60;

    private final int pauseBefore;
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> paused = new CompletableFuture<>();
    private final CompletableFuture<Void> go = new CompletableFuture<>();
    private final CompletableFuture<A> answer;

    /** Starts the caller and returns when it has paused, or has ended because it has no such step. */
    public PausedCaller(int pauseBefore, Function<PausedCaller<A>, A> act, ExecutorService threads) {
        this.pauseBefore = pauseBefore;
        this.answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(act.apply(this));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        CompletableFuture.anyOf(paused, answer)
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Runs one step, after the pause if it is the one to pause before.
     *
     * @param send sends the script and waits for the reply
     */
    public <T> T around(String script, Supplier<T> send) {
        if (count.getAndIncrement() == pauseBefore) {
            paused.complete(null);
            go.join();
        }
        return send.get();
    }

    public boolean isPaused() {
        return paused.isDone();
    }

    /** Lets the caller continue to its end. */
    public A finish() {
        go.complete(null);
        try {
            return answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Lets the caller continue to its end, failed or not. */
    @Override
    public void close() {
        go.complete(null);
        answer.handle((result, failure) -> failure == null)
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
