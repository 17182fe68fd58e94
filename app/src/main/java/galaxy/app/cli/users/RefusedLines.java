package galaxy.app.cli.users;

import galaxy.app.cli.WholeFile;
import galaxy.kernel.Utf8;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The report of refused lines: JSON lines with number, code and reason, without the content of the line. */
final class RefusedLines implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Path> file;
    private final Consumer<String> elsewhere;
    private Optional<BufferedWriter> out = Optional.empty();
    private long count;

    private RefusedLines(Optional<Path> file, Consumer<String> elsewhere, long count) {
        this.file = file;
        this.elsewhere = elsewhere;
        this.count = count;
    }

    /**
     * Opens the report. Its file is made by the first refusal.
     *
     * @param upTo reports of lines up to this number, from an import before, stay; the others are made again
     */
    static RefusedLines open(Path file, long upTo) throws IOException {
        List<String> before = upTo == 0
                ? List.of()
                : read(file).stream().filter(line -> number(line) <= upTo).toList();
        if (before.isEmpty()) {
            // A device stays what it is, and so does a link.
            if (Files.isRegularFile(file)) {
                Files.delete(file.toRealPath());
            }
        } else {
            try (WholeFile kept = WholeFile.create(file)) {
                before.forEach(kept::println);
                kept.complete();
            }
        }
        return new RefusedLines(Optional.of(file), _ -> {}, before.size());
    }

    /** For a run that writes no file. */
    static RefusedLines to(Consumer<String> elsewhere) {
        return new RefusedLines(Optional.empty(), elsewhere, 0);
    }

    /** The line is on disk when this returns. */
    synchronized void add(long line, String code, String reason) {
        count++;
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
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of the lines in the report. */
    synchronized Set<Long> numbers() throws IOException {
        return file.isEmpty()
                ? Set.of()
                : read(file.get()).stream().map(RefusedLines::number).collect(Collectors.toSet());
    }

    synchronized long count() {
        return count;
    }

    @Override
    public synchronized void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }

    private static List<String> read(Path file) throws IOException {
        try {
            return Utf8.read(file).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static long number(String line) {
        try {
            return JSON.readTree(line).path("line").asLong(Long.MAX_VALUE);
        } catch (JacksonException e) {
            return Long.MAX_VALUE;
        }
    }
}
