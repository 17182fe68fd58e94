package galaxy.testkit;

import galaxy.redis.ProcessGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child JVM with the class path of this one, which dies with it. Its output, errors too, is stored line by line. */
public final class JvmProcess implements AutoCloseable {

    /**
     * What to run.
     *
     * @param jvmOptions before the class name, for example {@code -Dkey=value}
     * @param environment added to that of this JVM
     */
    public record Program(
            String mainClass, List<String> arguments, List<String> jvmOptions, Map<String, String> environment) {
        public Program {
            arguments = List.copyOf(arguments);
            jvmOptions = List.copyOf(jvmOptions);
            environment = Map.copyOf(environment);
        }

        public static Program of(Class<?> main, String... arguments) {
            return new Program(main.getName(), List.of(arguments), QUICK, Map.of());
        }

        public Program withJvmOptions(String... options) {
            List<String> all =
                    Stream.concat(jvmOptions.stream(), Stream.of(options)).toList();
            return new Program(mainClass, arguments, all, environment);
        }

        public Program withEnvironment(Map<String, String> added) {
            return new Program(mainClass, arguments, jvmOptions, added);
        }
    }

    /** Flags with which a JVM starts quickly and uses little memory. */
    private static final List<String> QUICK =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final ProcessGuard guard;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private JvmProcess(Process process, ProcessGuard guard) {
        this.process = process;
        this.guard = guard;
        Thread.ofVirtual().name("output of jvm " + process.pid()).start(this::read);
    }

    public static JvmProcess start(Class<?> main, String... arguments) {
        return start(Program.of(main, arguments));
    }

    public static JvmProcess start(Program program) {
        return start(program, Redirect.PIPE);
    }

    /**
     * Starts a program.
     *
     * @param errors where its standard error goes; {@link Redirect#PIPE} keeps it with its output
     */
    public static JvmProcess start(Program program, Redirect errors) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.mainClass()));
        command.addAll(program.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(errors).redirectErrorStream(errors.equals(Redirect.PIPE));
        builder.environment().putAll(program.environment());
        try {
            Process process = builder.start();
            return new JvmProcess(process, ProcessGuard.watch(process, Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** All lines so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /**
     * Waits for a line, printed before or from now on.
     *
     * @return the first whole line that contains the text
     * @throws AssertionError with all lines, if it does not come in time or the program ends without it
     */
    public String awaitLine(String containing, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (lines) {
            for (int next = 0; ; next++) {
                while (next == lines.size()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (ended || left <= 0) {
                        throw new AssertionError("No line with \"" + containing + "\" in " + atMost
                                + (ended ? "; the program ended" : "") + ":\n" + String.join("\n", lines));
                    }
                    lines.wait(left);
                }
                if (lines.get(next).contains(containing)) {
                    return lines.get(next);
                }
            }
        }
    }

    /** Sends a line to its standard input. */
    public void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill9() {
        handle().destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** SIGTERM: the JVM runs its shutdown hooks. Does not wait. */
    public void terminate() {
        // By its handle: the other way closes its output as well, and its last lines would be lost.
        handle().destroy();
    }

    /**
     * Waits for its end.
     *
     * @return the exit code; 128 and the number of the signal for a killed one
     * @throws AssertionError if it does not end in time
     */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Still running after " + atMost + ":\n" + String.join("\n", lines()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a child JVM was ending", e);
        }
    }

    @Override
    public void close() {
        kill9();
        guard.close();
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            });
        } catch (IOException | UncheckedIOException closed) {
            // The end of the output, as far as tests can tell.
        } finally {
            synchronized (lines) {
                ended = true;
                lines.notifyAll();
            }
        }
    }
}
