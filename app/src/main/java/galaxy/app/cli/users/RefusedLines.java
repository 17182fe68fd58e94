package galaxy.app.cli.users;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The report of refused lines: JSON lines with number, code and reason, without the content of the line. */
final class RefusedLines implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedWriter out;
    private final Path file;
    private long count;

    private RefusedLines(Path file, List<String> before) throws IOException {
        this.file = file;
        Files.write(file, before);
        this.out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        this.count = before.size();
    }

    /**
     * Opens the report.
     *
     * @param upTo reports of lines up to this number, from an import before, stay; the others are made again
     */
    static RefusedLines open(Path file, long upTo) throws IOException {
        List<String> before;
        try {
            before = upTo == 0 ? List.of() : Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            before = List.of();
        }
        return new RefusedLines(
                file, before.stream().filter(line -> number(line) <= upTo).toList());
    }

    /** The line is on disk when this returns. */
    synchronized void add(long line, String code, String reason) {
        count++;
        try {
            out.write(JsonNodeFactory.instance
                    .objectNode()
                    .put("line", line)
                    .put("code", code)
                    .put("reason", reason)
                    .toString());
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized long count() {
        return count;
    }

    /** Closes the report, and deletes it if it is empty. */
    @Override
    public void close() throws IOException {
        out.close();
        if (count() == 0) {
            Files.deleteIfExists(file);
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
