package galaxy.torture;

import galaxy.testkit.StoreImage;
import galaxy.torture.stage.Fleet;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the services have no work left once no client sends a request. */
final class Drained {
    private static final String RULE = "no work is left once the load has stopped";

    /** A claim is checked after two seconds, by a sweeper that runs at least every 1.25 seconds. */
    private static final Duration STEADY = Duration.ofSeconds(4);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SWEEPER_IS_LATE = Duration.ofSeconds(5);
    private static final Pattern LAG = Pattern.compile("^relay_lag_seconds\\{.*} (\\S+)$", Pattern.MULTILINE);
    private static final Pattern CLAIMS =
            Pattern.compile("^sweeper_work_total\\{.*kind=\"claim\".*} (\\S+)$", Pattern.MULTILINE);

    private Drained() {}

    /** Waits until all events are published and the sweepers find no claims, as the metrics say. */
    static void await(Fleet fleet, Duration atMost, Findings findings) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long since = System.nanoTime();
        double before = -1;
        while (System.nanoTime() - since < STEADY.toNanos() && System.nanoTime() < deadline) {
            List<String> metrics = fleet.metrics();
            boolean isPublished =
                    metrics.stream().allMatch(each -> each.contains("relay_lag_seconds") && sum(LAG, each) == 0);
            double claims =
                    metrics.stream().mapToDouble(each -> sum(CLAIMS, each)).sum();
            if (!isPublished || claims != before) {
                since = System.nanoTime();
                before = claims;
            }
            Thread.sleep(POLL);
        }
        boolean isDrained = System.nanoTime() - since >= STEADY.toNanos();
        findings.check(RULE, isDrained, () -> "events or claims are left after " + atMost);
    }

    /**
     * Looks for work that is left in the store.
     *
     * @param stopped when the services were stopped
     */
    static void check(StoreImage store, Promise promise, Instant stopped, Findings findings) {
        store.streams().forEach((key, entries) -> {
            if (key.endsWith(":outbox")) {
                findings.check(RULE, entries.isEmpty(), () -> entries.size() + " events in " + key);
            }
        });
        double now = stopped.toEpochMilli();
        double overdue = now - SWEEPER_IS_LATE.toMillis();
        store.sortedSets().forEach((key, scores) -> {
            boolean areClaims = key.endsWith(":claims");
            if (areClaims || key.endsWith(":due")) {
                // A claim of an instance whose clock is ahead is checked later.
                double latest = areClaims && promise.oneClock() ? now : Double.MAX_VALUE;
                findings.check(
                        RULE,
                        scores.values().stream().allMatch(at -> overdue <= at && at <= latest),
                        () -> key + " at " + now + ": " + scores);
            }
        });
    }

    private static double sum(Pattern pattern, String metrics) {
        return pattern.matcher(metrics)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }
}
