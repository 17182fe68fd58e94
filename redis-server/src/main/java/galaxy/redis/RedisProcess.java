package galaxy.redis;

import galaxy.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a server: a child process that answers, is guarded against outliving this JVM, and can be stopped. */
public final class RedisProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);
    private static final Duration POLL = Duration.ofMillis(3);
    private static final int TAIL_LINES = 15;

    /**
     * Waits for the word before it becomes the server, under the same process id: until then the guard and the pid file
     * are put in place, and if this JVM dies meanwhile no server ever runs. A process group of its own keeps Ctrl-C in a
     * terminal from stopping the server before the service is done with it.
     */
    private static final String LAUNCHER = """
            IFS= read -r word
            [ "$word" = start ] || exit 0
            command -v setsid >/dev/null 2>&1 && exec setsid "$@"
            command -v perl >/dev/null 2>&1 && exec perl -e 'setpgrp; exec { $ARGV[0] } @ARGV' -- "$@"
            exec "$@"
            """;

    /**
     * What to start.
     *
     * @param directory the server's working folder, absolute
     * @param log gets what the server prints
     * @param access where it shall listen and which password it shall ask for
     * @param config further lines of its configuration
     * @param pidFile written before the server runs
     * @param startTimeout how long it may take to answer, the time it says it is loading not counted
     * @param grace how long it may take to stop when this JVM dies; zero kills it at once
     */
    public record Launch(
            RedisExecutable executable,
            Path directory,
            Path log,
            RedisAccess access,
            List<String> config,
            Optional<Path> pidFile,
            Duration startTimeout,
            Duration grace) {
        public Launch {
            config = List.copyOf(config);
        }
    }

    private final Launch launch;
    private final Process process;
    private final ProcessGuard guard;

    private RedisProcess(Launch launch, Process process, ProcessGuard guard) {
        this.launch = launch;
        this.process = process;
        this.guard = guard;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws RedisStartException if it does not; the message ends with the end of its log. No process is left
     */
    public static RedisProcess start(Launch launch) {
        try {
            Process process = begin(launch);
            boolean answers = false;
            try {
                var server = new RedisProcess(launch, process, ProcessGuard.watch(process, launch.grace()));
                if (launch.pidFile().isPresent()) {
                    Path executable = launch.executable().path();
                    PidFile.write(launch.pidFile().get(), process.pid(), executable);
                }
                server.sendConfig();
                server.awaitAnswer();
                DataFolder.sync(launch.directory());
                answers = true;
                return server;
            } finally {
                if (!answers) {
                    process.destroyForcibly();
                    process.onExit().join();
                }
            }
        } catch (IOException e) {
            throw new RedisStartException("Cannot start " + launch.executable().path() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("Interrupted while a Redis server was starting", e);
        }
    }

    /** One value of a configuration line, quoted as the server's parser wants it. */
    public static String quote(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    public RedisAccess access() {
        return launch.access();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the process has ended, and gives its exit code. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
        guard.close();
    }

    /** SIGSTOP: the process keeps its connections and answers nothing. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** SIGTERM, so that the server syncs and closes its files; after {@code grace}, SIGKILL. Waits until it is gone. */
    public void stop(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("redis-server process {} did not stop within {} and is killed", process.pid(), grace);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** {@link #stop} with the launch's time of grace. */
    @Override
    public void close() {
        stop(launch.grace());
    }

    long guardPid() {
        return guard.shellPid();
    }

    /** The end of the server's log, without the password. */
    String logTail() {
        var tail = new ArrayDeque<String>();
        try (var lines = Files.lines(launch.log(), StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                tail.addLast("  " + line);
                if (tail.size() > TAIL_LINES) {
                    tail.removeFirst();
                }
            });
        } catch (IOException | UncheckedIOException noLog) {
            tail.add("  (no log at " + launch.log() + ")");
        }
        String text = String.join("\n", tail);
        return launch.access()
                .password()
                .map(Secret::reveal)
                .filter(password -> !password.isEmpty())
                .map(password -> text.replace(password, "[secret]"))
                .orElse(text);
    }

    private static Process begin(Launch launch) throws IOException {
        return ChildProcesses.shell(
                        LAUNCHER,
                        "galaxy-redis",
                        launch.executable().path().toString(),
                        "-",
                        "--dir",
                        launch.directory().toString())
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                .start();
    }

    /** By standard input: the password is neither on the command line nor in a file. */
    private void sendConfig() throws IOException {
        var lines = new StringBuilder("start\n");
        switch (launch.access().address()) {
            case RedisAddress.LoopbackPort tcp ->
                lines.append("bind ")
                        .append(RedisAddress.LoopbackPort.HOST)
                        .append("\nport ")
                        .append(tcp.port());
            case RedisAddress.UnixSocket unix ->
                lines.append("port 0\nunixsocketperm 700\nunixsocket ")
                        .append(quote(unix.path().toString()));
        }
        lines.append("\nset-proc-title no\n");
        launch.access()
                .password()
                .ifPresent(password -> lines.append("requirepass ")
                        .append(quote(password.reveal()))
                        .append('\n'));
        launch.config().forEach(line -> lines.append(line).append('\n'));
        try (var stdin = process.getOutputStream()) {
            stdin.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + launch.startTimeout().toNanos();
        var loading = new Loading(launch.access());
        while (true) {
            if (!process.isAlive()) {
                throw Loading.ended(
                        launch.executable().name() + " ended at start with exit code " + process.exitValue(),
                        logTail());
            }
            switch (probe()) {
                case READY -> {
                    return;
                }
                case LOADING -> {
                    deadline = System.nanoTime() + launch.startTimeout().toNanos();
                    loading.sayNowAndThen();
                }
                case SILENT -> {
                    if (System.nanoTime() - deadline > 0) {
                        throw new RedisStartException(launch.executable().name() + " did not answer at "
                                + launch.access().address() + " within "
                                + launch.startTimeout().toMillis()
                                + " ms. The end of its log:\n" + logTail());
                    }
                }
            }
            Thread.sleep(POLL);
        }
    }

    private enum Answer {
        READY,
        LOADING,
        SILENT
    }

    private Answer probe() {
        try (var connection = RespConnection.open(launch.access(), Duration.ofSeconds(2))) {
            if (connection.ask("PING") instanceof RespReply.Failure failure) {
                return failure.message().startsWith("LOADING") ? Answer.LOADING : Answer.SILENT;
            }
            // On a port, another server may answer in place of this one, which is about to fail.
            return connection.call("INFO", "server").contains("\nprocess_id:" + process.pid() + "\r")
                    ? Answer.READY
                    : Answer.SILENT;
        } catch (IOException notYet) {
            return Answer.SILENT;
        }
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            throw new IllegalStateException("The server has ended");
        }
        try {
            int code = ChildProcesses.shell("kill -s \"$1\" \"$2\"", "galaxy-signal", name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -s " + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending a signal", e);
        }
    }
}
