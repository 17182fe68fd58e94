package galaxy.app.cli.users;

import galaxy.app.cli.FileFailure;
import galaxy.app.cli.InputLines;
import galaxy.app.cli.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The report of refused lines: JSON lines with number, code and reason, without the content of the line. Of a million lines
 * it holds a bit each.
 */
final class RefusedLines implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Path> file;
    private final Consumer<String> elsewhere;
    private final BitSet numbers;
    private final long upTo;
    private boolean isBegun;
    private Optional<BufferedWriter> out = Optional.empty();

    private RefusedLines(Optional<Path> file, Consumer<String> elsewhere, BitSet numbers, long upTo) {
        this.file = file;
        this.elsewhere = elsewhere;
        this.numbers = numbers;
        this.upTo = upTo;
    }

    /**
     * Opens the report. Nothing of it changes until the first line is done, and its file is made by the first refusal.
     *
     * @param upTo reports of lines up to this number, from an import before, stay; the others are made again
     */
    static RefusedLines open(Path file, long upTo) {
        try {
            return new RefusedLines(Optional.of(file), _ -> {}, before(file, upTo, _ -> {}), upTo);
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
    }

    /** For a run that writes no file. */
    static RefusedLines to(Consumer<String> elsewhere) {
        return new RefusedLines(Optional.empty(), elsewhere, new BitSet(), 0);
    }

    /** Gives what the report says of lines up to a number, each once, and returns their numbers. */
    private static BitSet before(Path file, long upTo, Consumer<String> each) throws IOException {
        var numbers = new BitSet();
        if (upTo == 0 || !Files.isRegularFile(file)) {
            return numbers;
        }
        try (InputLines lines = new InputLines(Files.newInputStream(file))) {
            for (Optional<InputLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                long number = number(next.get().text());
                if (number >= 1 && number <= upTo && !numbers.get((int) number)) {
                    numbers.set((int) number);
                    each.accept(next.get().text());
                }
            }
        }
        return numbers;
    }

    /** A line is done: only now goes what the report says of lines that are made again, and the report of another import. */
    synchronized void begin() {
        if (!isBegun) {
            isBegun = true;
            file.filter(Files::isRegularFile).ifPresent(this::leaveThoseBefore);
        }
    }

    private void leaveThoseBefore(Path path) {
        try (WholeFile kept = WholeFile.create(path)) {
            if (before(path, upTo, kept::println).isEmpty()) {
                // A device stays what it is, and so does a link.
                Files.delete(path.toRealPath());
            } else {
                kept.complete();
            }
        } catch (IOException e) {
            throw FileFailure.of(path, e);
        }
    }

    /** The line is on disk when this returns. */
    synchronized void add(long line, String code, String reason) {
        begin();
        numbers.set(Math.toIntExact(line));
        String report = JsonNodeFactory.instance
                .objectNode()
                .put("line", line)
                .put("code", code)
                .put("reason", reason)
                .toString();
        elsewhere.accept(report);
        file.ifPresent(path -> write(path, report));
    }

    private void write(Path path, String report) {
        try {
            if (out.isEmpty()) {
                out = Optional.of(Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            }
            out.get().append(report).append('\n').flush();
        } catch (IOException e) {
            throw FileFailure.of(path, e);
        }
    }

    /** The numbers of the lines in the report. */
    synchronized BitSet numbers() {
        return (BitSet) numbers.clone();
    }

    synchronized long count() {
        return numbers.cardinality();
    }

    @Override
    public synchronized void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }

    private static long number(String line) {
        try {
            return JSON.readTree(line).path("line").asLong(0);
        } catch (JacksonException e) {
            return 0;
        }
    }
}
