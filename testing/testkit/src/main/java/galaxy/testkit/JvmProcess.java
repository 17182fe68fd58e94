package galaxy.testkit;

import galaxy.redis.ProcessGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child JVM, which dies with this one. */
public final class JvmProcess implements AutoCloseable {
    /** What the build's tests give each JVM before its own options, so that one that lives for seconds costs less to compile. */
    private static final List<String> OF_TESTS = Stream.of(System.getProperty("galaxy.jvm", ""))
            .filter(option -> !option.isEmpty())
            .toList();

    /** Its bit among the signals that a process ignores. */
    private static final long SIGINT = 1 << 1;

    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    /**
     * What to run, and where its output goes: {@link Redirect#PIPE} keeps it.
     *
     * @param prefix a command that runs what follows it, under the same process id; mostly empty
     * @param jvmOptions before {@code code}, for example {@code -Dkey=value}
     * @param code a class path and a class, or a jar, as {@code java} takes them
     * @param environment added to that of this JVM, without its settings of Galaxy
     * @param errors where its standard error goes; {@link Redirect#PIPE} means to its output
     */
    public record Program(
            List<String> prefix,
            List<String> jvmOptions,
            List<String> code,
            List<String> arguments,
            Map<String, String> environment,
            Redirect output,
            Redirect errors) {
        public Program {
            prefix = List.copyOf(prefix);
            jvmOptions = List.copyOf(jvmOptions);
            code = List.copyOf(code);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** With the options of {@code ./galaxy}. */
        Program(List<String> code, String... arguments) {
            this(List.of(), PackagedGalaxy.OPTIONS, code, List.of(arguments), Map.of(), Redirect.PIPE, Redirect.PIPE);
        }

        /** A class of this class path, with the options of {@code ./galaxy}. */
        public static Program of(Class<?> main, String... arguments) {
            return new Program(List.of("-cp", System.getProperty("java.class.path"), main.getName()), arguments);
        }

        public Program withJvmOptions(String... options) {
            List<String> all =
                    Stream.concat(jvmOptions.stream(), Stream.of(options)).toList();
            return new Program(prefix, all, code, arguments, environment, output, errors);
        }

        public Program withPrefix(List<String> command) {
            return new Program(command, jvmOptions, code, arguments, environment, output, errors);
        }

        public Program withCode(String... other) {
            return new Program(prefix, jvmOptions, List.of(other), arguments, environment, output, errors);
        }

        public Program withEnvironment(Map<String, String> added) {
            return new Program(prefix, jvmOptions, code, arguments, added, output, errors);
        }

        public Program withOutput(Redirect to) {
            return new Program(prefix, jvmOptions, code, arguments, environment, to, errors);
        }

        public Program withErrors(Redirect to) {
            return new Program(prefix, jvmOptions, code, arguments, environment, output, to);
        }
    }

    private final Process process;
    private final ProcessGuard guard;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private JvmProcess(Process process, ProcessGuard guard) {
        this.process = process;
        this.guard = guard;
        // Reading a pipe holds the thread of the system: two processes with virtual readers would stop all other
        // virtual threads.
        reader = Thread.ofPlatform()
                .daemon()
                .name("output of jvm " + process.pid())
                .start(this::read);
    }

    public static JvmProcess start(Class<?> main, String... arguments) {
        return start(Program.of(main, arguments));
    }

    public static JvmProcess start(Program program) {
        List<String> command =
                new ArrayList<>(ignoresInterrupts() ? List.of("env", "--default-signal=INT") : List.of());
        command.addAll(program.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OF_TESTS);
        command.addAll(program.jvmOptions());
        command.addAll(program.code());
        command.addAll(program.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(program.output())
                .redirectError(program.errors())
                .redirectErrorStream(program.errors().equals(Redirect.PIPE));
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_"));
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

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it carry out a diagnostic command of {@code jcmd}: {@code GC.run}. */
    public void diagnose(String... command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(Stream.concat(Stream.of(jcmd, Long.toString(pid())), Stream.of(command))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
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

    /** The word after a text, in the first line that contains it: see {@link #awaitLine}. */
    public String awaitWord(String after, Duration atMost) throws InterruptedException {
        String line = awaitLine(after, atMost);
        return line.substring(line.indexOf(after) + after.length()).strip().split(" ", 2)[0];
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

    /** SIGSTOP. */
    public void pause() throws InterruptedException {
        ProcessIds.pause(pid());
    }

    /** SIGCONT. */
    public void resume() throws InterruptedException {
        ProcessIds.resume(pid());
    }

    /** SIGTERM: the JVM runs its shutdown hooks. Does not wait. */
    public void terminate() {
        // By its handle: the other way closes its output as well, and its last lines would be lost.
        handle().destroy();
    }

    /** Whether this program was started in the background by a shell, which has it and its children ignore SIGINT. */
    private static boolean ignoresInterrupts() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.exists(status)
                    && Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .anyMatch(line ->
                                    (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGINT, as Ctrl-C sends it. Does not wait for the end. */
    public void interrupt() throws IOException, InterruptedException {
        var _ = new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
    }

    /** Waits for its end, however long it runs; returns the exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Waits for its end, at most this long; whether it has ended. */
    public boolean hasEnded(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost);
    }

    /**
     * Waits for its end, and until its output was read.
     *
     * @return the exit code; 128 and the number of the signal for a killed one
     * @throws AssertionError if it does not end in time
     */
    public int awaitExit(Duration atMost) {
        try {
            if (!hasEnded(atMost)) {
                throw new AssertionError("Still running after " + atMost + ":\n" + String.join("\n", lines()));
            }
            // A child of its own may keep its output open.
            reader.join(LAST_LINES);
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
