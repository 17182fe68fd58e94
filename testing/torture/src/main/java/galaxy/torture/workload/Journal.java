package galaxy.torture.workload;

import java.io.IOException;
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
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every attempt of every request, counted, and written to a file of one JSON object a line if there is one. Times are
 * nanoseconds since the journal was opened. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final long start = System.nanoTime();
    private final Optional<Path> path;
    private final Writer file;
    private final LongAdder acknowledged = new LongAdder();
    private final Map<String, LongAdder> results = new ConcurrentHashMap<>();
    private final AtomicLong slowest = new AtomicLong();

    private Journal(Optional<Path> path) throws IOException {
        this.path = path;
        this.file = path.isPresent() ? Files.newBufferedWriter(path.get()) : Writer.nullWriter();
    }

    /**
     * Opens a journal.
     *
     * @param file where to write it, if anywhere
     */
    public static Journal open(Optional<Path> file) {
        try {
            return new Journal(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nanoseconds since it was opened. */
    public long now() {
        return System.nanoTime() - start;
    }

    /**
     * One attempt of one request.
     *
     * @param request its id, the same for all attempts
     * @param what such as {@code POST /users/ensure-by-email}
     * @param isWrite whether success acknowledges a change; counted once for each request
     */
    public void attempt(String request, String what, boolean isWrite, Attempt<?> attempt) {
        Result result = attempt.result();
        results.computeIfAbsent(result.name(), any -> new LongAdder()).increment();
        if (result == Result.DONE && isWrite) {
            acknowledged.increment();
        }
        if (result != Result.NO_RESPONSE) {
            slowest.accumulateAndGet(attempt.ended() - attempt.begun(), Math::max);
        }
        if (path.isPresent()) {
            write(JSON.createObjectNode()
                    .put("request", request)
                    .put("what", what)
                    .put("begun", attempt.begun())
                    .put("ended", attempt.ended())
                    .put("result", result.name())
                    .put("response", attempt.reply().text()));
        }
    }

    /** A fault, or anything else that happened to the services. */
    public void event(String what) {
        write(JSON.createObjectNode().put("at", now()).put("event", what));
    }

    /** How many changes were acknowledged. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** How many attempts had which result. */
    public Map<String, Long> results() {
        Map<String, Long> counts = new TreeMap<>();
        results.forEach((result, count) -> counts.put(result, count.sum()));
        return counts;
    }

    /** The longest time until a response. */
    public Duration slowestResponse() {
        return Duration.ofNanos(slowest.get());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ObjectNode line) {
        try {
            file.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
