package galaxy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a load generator that is not a part of Galaxy. */
final class LoadProgram {
    private LoadProgram() {}

    /**
     * Waits for its end.
     *
     * @return its output
     * @throws IOException with the output, if it fails
     */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("%s ended with %d: %s".formatted(command.getFirst(), code, output));
            }
            return output;
        } finally {
            process.destroy();
        }
    }

    /**
     * The numbers of a line.
     *
     * @param field groups a name and its number
     */
    static Numbers numbers(Pattern field, String line) {
        return new Numbers(
                line,
                field.matcher(line)
                        .results()
                        .collect(Collectors.toMap(
                                each -> each.group("name"), each -> Long.parseLong(each.group("number")))));
    }

    /** Numbers by their names, and the line that they are from. */
    record Numbers(String line, Map<String, Long> byName) {
        /** @throws IllegalStateException if the line has none of this name */
        long get(String name) {
            Long number = byName.get(name);
            if (number == null) {
                throw new IllegalStateException("no number \"" + name + "\": " + line);
            }
            return number;
        }
    }

    /** The line of an output that starts with a word. */
    static String line(String output, String start) throws IOException {
        return output.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IOException("no line \"" + start + "\": " + output));
    }
}
