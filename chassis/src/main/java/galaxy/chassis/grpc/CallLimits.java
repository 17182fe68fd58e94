package galaxy.chassis.grpc;

import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.server.RunningRequests;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The calls of one listener, and what they may take: permits, time for the work, time for the peer to send and accept. */
final class CallLimits {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final ListenerSettings settings;
    private final ListenerLimits limits;
    private final Semaphore permits;
    private final RunningRequests running = new RunningRequests();
    private final Set<RunningCall> calls = ConcurrentHashMap.newKeySet();

    CallLimits(ListenerSettings settings, ListenerLimits limits) {
        this.settings = settings;
        this.limits = limits;
        this.permits = new Semaphore(settings.limits().inFlight());
    }

    ListenerSettings.Timeouts timeouts() {
        return settings.timeouts();
    }

    /** How many requests are worked on. */
    int inFlight() {
        return settings.limits().inFlight() - permits.availablePermits();
    }

    void reached(ListenerLimit limit) {
        limits.reached(limit);
    }

    /** The calls that a stop waits for. */
    RunningRequests running() {
        return running;
    }

    void begin(RunningCall call) {
        calls.add(call);
        if (call.isRequest()) {
            running.begin();
        }
    }

    void end(RunningCall call) {
        // A call that is cancelled while it is refused could end twice.
        if (calls.remove(call) && call.isRequest()) {
            running.end();
        }
    }

    /**
     * Works on a call with a permit and a deadline.
     *
     * @param time how long that may take
     * @return false if all permits are taken; then nothing was done
     */
    boolean work(Duration time, Runnable work) {
        if (!permits.tryAcquire()) {
            reached(ListenerLimit.IN_FLIGHT);
            return false;
        }
        try {
            return Deadline.within(time, () -> {
                inTime(work);
                return true;
            });
        } finally {
            permits.release();
        }
    }

    private void inTime(Runnable work) {
        try {
            work.run();
        } catch (UnavailableException e) {
            if (Deadline.nanosLeft() <= 0) {
                reached(ListenerLimit.WORK_TIME);
            }
            throw e;
        }
    }

    /** Ends every stream. */
    void endStreams() {
        calls.forEach(RunningCall::stop);
    }

    /** Until interrupted, ends the calls whose peers take too long to send or to accept. */
    void watch() {
        var timeouts = timeouts();
        var shortest = timeouts.read().compareTo(timeouts.write()) < 0 ? timeouts.read() : timeouts.write();
        var quarter = shortest.dividedBy(4).plusMillis(1);
        var pause = quarter.compareTo(LONGEST_PAUSE) < 0 ? quarter : LONGEST_PAUSE;
        try {
            while (true) {
                Thread.sleep(pause);
                long now = System.nanoTime();
                calls.forEach(call -> call.endIfPeerIsLate(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
