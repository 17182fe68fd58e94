package galaxy.torture.stage;

import galaxy.redis.ProcessGuard;
import galaxy.testkit.ProcessIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * One instance of the program in a JVM of its own. When its process ends it is started again at once, unless it is held; it
 * never outlives this JVM.
 */
public final class Instance implements AutoCloseable {
    /** The exit code of the program when its Redis is unavailable. */
    static final int UNAVAILABLE = 69;

    private static final Duration PAUSE_AFTER_END = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(25);

    private final Function<Duration, List<String>> command;
    private final Management management;
    private final Path log;
    private final List<Duration> startsToReady = new CopyOnWriteArrayList<>();
    private final List<String> unexpectedEnds = new CopyOnWriteArrayList<>();
    private Duration clockAhead = Duration.ZERO;
    private Optional<Process> process = Optional.empty();
    private Optional<Process> killed = Optional.empty();
    private boolean held;
    private boolean closing;
    private int refusals;

    /**
     * @param command starts the program with a clock that is so far ahead
     * @param log gets its output
     */
    Instance(Function<Duration, List<String>> command, Management management, Path log) {
        this.command = command;
        this.management = management;
        this.log = log;
    }

    Management management() {
        return management;
    }

    public int managementPort() {
        return management.port();
    }

    public Path log() {
        return log;
    }

    /** From each start of the process until it was ready, unless it ended before. */
    public List<Duration> startsToReady() {
        return List.copyOf(startsToReady);
    }

    /** Ends that the torture did not cause, other than a refusal to start without Redis. */
    public List<String> unexpectedEnds() {
        return List.copyOf(unexpectedEnds);
    }

    /** How often it refused to start because its Redis was unavailable. */
    public synchronized int refusals() {
        return refusals;
    }

    /** SIGKILL. The process is gone when this returns, and starts again unless it is held. */
    public void kill9() {
        Optional<Process> running;
        synchronized (this) {
            running = process;
            killed = running;
        }
        running.ifPresent(each -> each.destroyForcibly().onExit().join());
    }

    /** Does not start it again until {@link #release}. */
    public synchronized void hold() {
        held = true;
    }

    /** Ends {@link #hold}. */
    public synchronized void release() {
        held = false;
        start();
    }

    /** SIGSTOP. */
    public void pause() throws InterruptedException {
        ProcessIds.pause(running().pid());
    }

    /** SIGCONT. */
    public void resume() throws InterruptedException {
        ProcessIds.resume(running().pid());
    }

    /** From its next start its clock is this far ahead. */
    public synchronized void shiftClock(Duration ahead) {
        clockAhead = ahead;
    }

    /** SIGTERM; not started again. */
    synchronized void terminate() {
        closing = true;
        process.ifPresent(each -> each.toHandle().destroy());
    }

    /** Waits for the end after {@link #terminate}; returns the exit code, or nothing if it had to be killed. */
    Optional<Integer> awaitEnd(Duration atMost) throws InterruptedException {
        Process last = running();
        boolean ended = last.waitFor(atMost);
        close();
        return ended ? Optional.of(last.exitValue()) : Optional.empty();
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        kill9();
    }

    /** Starts it unless it runs, is held or is closed. */
    synchronized void start() {
        if (held || closing || process.filter(Process::isAlive).isPresent()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command.apply(clockAhead))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_"));
        try {
            Process started = builder.start();
            ProcessGuard _ = ProcessGuard.watch(started, Duration.ZERO);
            process = Optional.of(started);
            Thread.ofVirtual().start(() -> supervise(started, System.nanoTime()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Process running() {
        return process.orElseThrow();
    }

    /** Of its process. */
    public long pid() {
        return running().pid();
    }

    private void supervise(Process started, long since) {
        boolean isReady = false;
        try {
            while (!isReady && !started.waitFor(POLL)) {
                isReady = management.notReady().isEmpty();
                if (isReady) {
                    startsToReady.add(Duration.ofNanos(System.nanoTime() - since));
                }
            }
            if (isUnexpected(started, started.waitFor(), isReady)) {
                Thread.sleep(PAUSE_AFTER_END);
            }
            start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isUnexpected(Process ended, int code, boolean wasReady) {
        if (closing || killed.equals(Optional.of(ended))) {
            return false;
        }
        if (code == UNAVAILABLE && !wasReady) {
            refusals++;
        } else {
            unexpectedEnds.add("ended with code " + code);
        }
        return true;
    }
}
