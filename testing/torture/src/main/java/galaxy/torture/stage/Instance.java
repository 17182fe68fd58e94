package galaxy.torture.stage;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One instance of the program. When its process ends it is started again at once, unless it is held. */
public final class Instance implements AutoCloseable {
    /** The exit code of the program when its Redis is unavailable. */
    static final int UNAVAILABLE = 69;

    private static final Duration PAUSE_AFTER_END = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(25);

    private final GalaxyInstance galaxy;
    private final Optional<Path> otherBuild;
    private final Path log;
    private final List<Duration> startsToReady = new CopyOnWriteArrayList<>();
    private final List<String> unexpectedEnds = new CopyOnWriteArrayList<>();
    private Duration clockAhead = Duration.ZERO;
    private Optional<JvmProcess> process = Optional.empty();
    private Optional<JvmProcess> killed = Optional.empty();
    private boolean held;
    private boolean closing;
    private int refusals;

    /** Not yet started. It runs the jar of this build, or of the other one; the log gets its output. */
    Instance(GalaxyInstance galaxy, Optional<Path> otherBuild, Path log) {
        this.galaxy = galaxy;
        this.otherBuild = otherBuild;
        this.log = log;
    }

    public GalaxyInstance galaxy() {
        return galaxy;
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
        Optional<JvmProcess> running;
        synchronized (this) {
            running = process;
            killed = running;
        }
        running.ifPresent(JvmProcess::kill9);
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

    /** From its next start its clock is this far ahead. */
    public synchronized void shiftClock(Duration ahead) {
        clockAhead = ahead;
    }

    /** SIGTERM; not started again. */
    synchronized void terminate() {
        closing = true;
        process.ifPresent(JvmProcess::terminate);
    }

    /** Waits for the end after {@link #terminate}; returns the exit code, or nothing if it had to be killed. */
    Optional<Integer> awaitEnd(Duration atMost) throws InterruptedException {
        JvmProcess last = galaxy.jvm();
        boolean ended = last.hasEnded(atMost);
        close();
        return ended ? Optional.of(last.awaitExit(atMost)) : Optional.empty();
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
        if (!held && !closing && process.filter(JvmProcess::isAlive).isEmpty()) {
            JvmProcess started = galaxy.launch(program -> ShiftedGalaxy.withClockAhead(
                    clockAhead, otherBuild, program.withOutput(Redirect.appendTo(log.toFile()))));
            process = Optional.of(started);
            Thread.ofVirtual().start(() -> supervise(started, System.nanoTime()));
        }
    }

    private void supervise(JvmProcess started, long since) {
        boolean isReady = false;
        try {
            while (!isReady && !started.hasEnded(POLL)) {
                isReady = galaxy.notReady().isEmpty();
                if (isReady) {
                    startsToReady.add(Duration.ofNanos(System.nanoTime() - since));
                }
            }
            if (isUnexpected(started, started.awaitEnd(), isReady)) {
                Thread.sleep(PAUSE_AFTER_END);
            }
            start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isUnexpected(JvmProcess ended, int code, boolean wasReady) {
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
