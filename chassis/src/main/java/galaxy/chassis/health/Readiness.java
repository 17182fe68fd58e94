package galaxy.chassis.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a process takes requests: every check is up, and it is not stopping. */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private volatile List<HealthCheck> checks;
    private volatile boolean stopping;

    /** @param parts of the process that have to start before it is ready */
    public Readiness(List<String> parts) {
        this.checks = parts.stream()
                .map(part -> new HealthCheck(part, () -> HealthCheck.Status.down("starting")))
                .toList();
    }

    /** A part has started, and from now on this is its check. */
    public synchronized void started(HealthCheck check) {
        var others = checks.stream().filter(each -> !each.name().equals(check.name()));
        checks = Stream.concat(others, Stream.of(check)).toList();
    }

    /** The result of one check. */
    public record Result(String name, HealthCheck.Status status) {
        public boolean isUp() {
            return !(status instanceof HealthCheck.Status.Down);
        }
    }

    /** From now on the process is not ready. */
    public void stopping() {
        stopping = true;
    }

    /** Runs every check at once, and waits for none of them longer than {@link #TIMEOUT}. */
    public List<Result> check() {
        var now = checks;
        var running =
                now.stream().map(check -> new FutureTask<>(check.status()::get)).toList();
        running.forEach(Thread.ofVirtual().name("check")::start);
        var results = new ArrayList<Result>();
        if (stopping) {
            results.add(new Result("process", HealthCheck.Status.down("stopping")));
        }
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (int i = 0; i < now.size(); i++) {
            results.add(new Result(now.get(i).name(), outcome(now.get(i), running.get(i), deadline)));
        }
        return results;
    }

    private static HealthCheck.Status outcome(HealthCheck check, FutureTask<HealthCheck.Status> task, long deadline) {
        try {
            return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return HealthCheck.Status.down("no answer within " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.warn("the check {} failed", check.name(), e.getCause());
            return HealthCheck.Status.down("the check itself failed; see the log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheck.Status.down("interrupted");
        }
    }
}
