package galaxy.bench;

import galaxy.redis.ProcessGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of this class path in a JVM of its own, with the flags of {@code ./galaxy}. It ends with this JVM. */
final class ChildJvm implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseG1GC");

    private static final Pattern URI_IN_LINE = Pattern.compile("http://\\S+");

    private final Process process;
    private final ProcessGuard guard;
    private final BufferedReader out;

    private ChildJvm(Process process) throws IOException {
        this.process = process;
        this.guard = ProcessGuard.watch(process, Duration.ZERO);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it. Its standard error, where log lines go, is thrown away.
     *
     * @param flags of the JVM
     */
    static ChildJvm start(List<String> flags, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on to a line that contains the text. */
    String await(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new IOException("a child JVM ended before it said \"" + text + "\"");
    }

    /** Reads on to a line that contains the text, and takes the address in it. */
    URI awaitUri(String text) throws IOException {
        Matcher uri = URI_IN_LINE.matcher(await(text));
        if (!uri.find()) {
            throw new IOException("a child JVM said \"" + text + "\" without an address");
        }
        return URI.create(uri.group());
    }

    /** Reads on to a line that contains the text, and takes the word after it. */
    String awaitWord(String text) throws IOException {
        String line = await(text);
        String rest = line.substring(line.indexOf(text) + text.length()).strip();
        return rest.contains(" ") ? rest.substring(0, rest.indexOf(' ')) : rest;
    }

    long pid() {
        return process.pid();
    }

    /** What of it is in memory, as the system counts it. */
    long residentBytes() throws IOException {
        return resident(pid());
    }

    static long resident(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var answer = new BufferedReader(new InputStreamReader(ps.getInputStream(), StandardCharsets.US_ASCII))) {
            String kilobytes = answer.readLine();
            return kilobytes == null ? 0 : 1024 * Long.parseLong(kilobytes.strip());
        }
    }

    /** Waits for its end in good order. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a child JVM did not end");
        }
    }

    /** SIGTERM, and waits. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            awaitEnd(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            guard.close();
        }
    }
}
