package galaxy.torture.stage;

import galaxy.redis.ProcessGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the program in a JVM of its own. When it dies it is started again at once where it was, unless it is held
 * down; it never outlives this JVM.
 */
public final class Instance implements AutoCloseable {
    /** The code with which the program ends when its Redis cannot be used. */
    static final int UNAVAILABLE = 69;

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(25);

    private final PackagedJar jar;
    private final List<String> settings;
    private final Management management;
    private final Path log;
    private final List<Duration> startsToReady = Collections.synchronizedList(new ArrayList<>());
    private final List<String> unexpectedEnds = Collections.synchronizedList(new ArrayList<>());
    private Duration clockAhead = Duration.ZERO;
    private @Nullable Process process;
    private boolean held = true;
    private boolean closing;
    private boolean killed;
    private int refusals;
    private @Nullable Thread supervisor;
    private volatile boolean ready;

    /**
     * @param settings all of them, each {@code key=value}
     * @param log gets what it prints
     */
    Instance(PackagedJar jar, List<String> settings, int managementPort, Path log) {
        this.jar = jar;
        this.settings = List.copyOf(settings);
        this.management = new Management(managementPort);
        this.log = log;
    }

    /** Begins to run it. */
    synchronized void start() {
        held = false;
        supervisor =
                Thread.ofVirtual().name("supervisor of " + log.getFileName()).start(this::supervise);
    }

    Management management() {
        return management;
    }

    public Path log() {
        return log;
    }

    /** From each start of the process to ready; starts that ended before are not among them. */
    public List<Duration> startsToReady() {
        synchronized (startsToReady) {
            return List.copyOf(startsToReady);
        }
    }

    /** Ends that nobody asked for, other than a refusal to start without Redis. */
    public List<String> unexpectedEnds() {
        synchronized (unexpectedEnds) {
            return List.copyOf(unexpectedEnds);
        }
    }

    /** How often it would not start because its Redis could not be used. */
    public synchronized int refusals() {
        return refusals;
    }

    /** SIGKILL, if it runs. Gone when this returns; on its way up again unless held down. */
    public void kill9() {
        Process victim;
        synchronized (this) {
            if (process == null) {
                return;
            }
            killed = true;
            victim = process;
        }
        victim.destroyForcibly();
        victim.onExit().join();
    }

    /** It is not started again until it is let go. */
    public synchronized void hold() {
        held = true;
    }

    /** Ends {@link #hold}. */
    public synchronized void letGo() {
        held = false;
        notifyAll();
    }

    /** SIGSTOP. */
    public void pause() throws InterruptedException {
        Optional<Long> pid = pid();
        if (pid.isPresent()) {
            Signal.STOP.to(pid.get());
        }
    }

    /** SIGCONT. */
    public void resume() throws InterruptedException {
        Optional<Long> pid = pid();
        if (pid.isPresent()) {
            Signal.CONT.to(pid.get());
        }
    }

    /** From the next start on its clock is wrong by so much. */
    public synchronized void shiftClock(Duration ahead) {
        clockAhead = ahead;
    }

    /** SIGTERM; not started again. */
    void terminate() {
        synchronized (this) {
            closing = true;
            notifyAll();
            if (process != null) {
                process.toHandle().destroy();
            }
        }
    }

    /** Waits for the end after {@link #terminate}; gives the exit code, or nothing if it had to be killed. */
    Optional<Integer> awaitEnd(Duration atMost) throws InterruptedException {
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last == null) {
            return Optional.of(0);
        }
        boolean ended = last.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        close();
        return ended ? Optional.of(last.exitValue()) : Optional.empty();
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing = true;
            notifyAll();
            running = supervisor;
        }
        kill9();
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Long> pid() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::pid);
    }

    private void supervise() {
        try {
            for (Optional<Process> run = next(); run.isPresent(); run = next()) {
                Process current = run.get();
                ready = false;
                try (ProcessGuard _ = ProcessGuard.watch(current, Duration.ZERO)) {
                    long since = System.nanoTime();
                    Thread.ofVirtual().start(() -> awaitReady(current, since));
                    ended(current.waitFor());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Process> next() throws IOException, InterruptedException {
        while (held && !closing) {
            wait();
        }
        if (closing) {
            return Optional.empty();
        }
        List<String> command = clockAhead.isZero() ? jar.serve(settings) : jar.serve(settings, clockAhead);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_"));
        killed = false;
        Process begun = builder.start();
        process = begun;
        return Optional.of(begun);
    }

    private void ended(int code) throws InterruptedException {
        synchronized (this) {
            if (killed || closing) {
                return;
            }
            if (code == UNAVAILABLE && !ready) {
                refusals++;
            } else {
                unexpectedEnds.add("ended by itself with code " + code);
            }
        }
        Thread.sleep(PAUSE_AFTER_REFUSAL);
    }

    private void awaitReady(Process current, long since) {
        try {
            while (current.isAlive()) {
                if (management.isReady()) {
                    ready = true;
                    startsToReady.add(Duration.ofNanos(System.nanoTime() - since));
                    return;
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
