package galaxy.torture.workload;

import galaxy.testkit.http.RestClient;
import galaxy.torture.workload.Observed.Attempt;
import galaxy.torture.workload.Reply.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every attempt of every request, counted, and written to a file of one JSON object a line if there is one. Times are
 * nanoseconds since the journal was opened. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private final long start = System.nanoTime();
    private final PrintWriter file;
    private final Map<String, Long> results = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();

    private Journal(Writer file) {
        this.file = new PrintWriter(file);
    }

    /** Opens a journal that is written to this file, if to any. */
    public static Journal open(Optional<Path> file) {
        try {
            return new Journal(file.isPresent() ? Files.newBufferedWriter(file.get()) : Writer.nullWriter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nanoseconds since it was opened. */
    public long now() {
        return System.nanoTime() - start;
    }

    /** One attempt of a request of {@link Requests}, for which the service may wait for another one for so long. */
    void attempt(String request, String what, boolean isWrite, Duration allowance, Attempt<?> attempt) {
        Result result = attempt.result();
        results.merge(result.name(), 1L, Long::sum);
        if (result == Result.DONE && isWrite) {
            acknowledged.incrementAndGet();
        }
        if (attempt.isAnswered() || result == Result.UNAVAILABLE) {
            slowest.accumulateAndGet(attempt.ended() - attempt.begun() - allowance.toNanos(), Math::max);
        }
        file.println(RestClient.JSON
                .createObjectNode()
                .put("request", request)
                .put("what", what)
                .put("begun", attempt.begun())
                .put("ended", attempt.ended())
                .put("result", result.name())
                .put("response", attempt.reply().text()));
    }

    /** A fault, or anything else that happened to the services. */
    public void event(String what) {
        file.println(RestClient.JSON.createObjectNode().put("at", now()).put("event", what));
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    public Map<String, Long> results() {
        return new TreeMap<>(results);
    }

    /** The longest time until a response, without what a service may wait for another one. */
    public Duration slowestResponse() {
        return Duration.ofNanos(slowest.get());
    }

    @Override
    public void close() {
        if (file.checkError()) {
            throw new IllegalStateException("The journal could not be written");
        }
        file.close();
    }
}
