package galaxy.torture;

import java.io.BufferedWriter;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every request and its answer, with times: counted, and written to a file of one JSON object a line if there is one. Times are
 * nanoseconds since the journal was begun. Safe for many threads.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final long start = System.nanoTime();
    private final @Nullable Writer file;
    private final LongAdder acknowledged = new LongAdder();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final AtomicLong slowest = new AtomicLong();

    /** How an attempt ended. */
    public enum Answer {
        /** Done, as far as a change was asked for: what was promised counts from here on. */
        YES,
        /** Refused for good: nothing was changed. */
        NO,
        /** The service says that it cannot now: 503, {@code UNAVAILABLE}. Done or not. */
        UNAVAILABLE,
        /** No answer: connection refused or lost, or out of time. Done or not. */
        NOTHING
    }

    private Journal(@Nullable Writer file) {
        this.file = file;
    }

    /**
     * Begins a journal.
     *
     * @param file where to write it, if anywhere
     */
    public static Journal begin(Optional<Path> file) {
        return new Journal(file.map(Journal::open).orElse(null));
    }

    /** Nanoseconds since it was begun. */
    public long now() {
        return System.nanoTime() - start;
    }

    /**
     * One attempt of one request.
     *
     * @param request which: the same for all attempts of it
     * @param what such as {@code POST /users/ensure-by-email}
     * @param isWrite whether a yes acknowledges a change; counted once for each request
     * @param ended when the answer was there
     * @param told the answer in short
     */
    public void attempt(
            String request, String what, boolean isWrite, long begun, long ended, Answer answer, String told) {
        answers.computeIfAbsent(answer.name(), any -> new LongAdder()).increment();
        if (answer == Answer.YES && isWrite) {
            acknowledged.increment();
        }
        if (answer != Answer.NOTHING) {
            slowest.accumulateAndGet(ended - begun, Math::max);
        }
        ObjectNode line = JSON.createObjectNode()
                .put("request", request)
                .put("what", what)
                .put("begun", begun)
                .put("ended", ended)
                .put("answer", answer.name())
                .put("told", told);
        write(line);
    }

    /** A fault, or anything else that happened to the services. */
    public void event(String what) {
        write(JSON.createObjectNode().put("at", now()).put("event", what));
    }

    /** How many changes were acknowledged. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** How many attempts ended how. */
    public Map<String, Long> answers() {
        Map<String, Long> counts = new TreeMap<>();
        answers.forEach((answer, count) -> counts.put(answer, count.sum()));
        return counts;
    }

    /** The longest that any answer took to come. */
    public Duration slowestAnswer() {
        return Duration.ofNanos(slowest.get());
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ObjectNode line) {
        if (file != null) {
            try {
                synchronized (file) {
                    file.write(line + "\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
