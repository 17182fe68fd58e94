package galaxy.torture;

import galaxy.torture.stage.Fleet;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.StoreImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Whether nothing is left to be done once nobody asks for anything. */
final class Quiet {
    private static final String RULE = "nothing waits once the load has stopped";

    /** A claim is looked at after two seconds, by a sweeper that comes every one and a quarter at most. */
    private static final Duration STEADY = Duration.ofSeconds(4);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SWEEPER_IS_LATE = Duration.ofSeconds(5);
    private static final Pattern LAG = Pattern.compile("^relay_lag_seconds\\{.*} (\\S+)$", Pattern.MULTILINE);
    private static final Pattern CLAIMS =
            Pattern.compile("^sweeper_work_total\\{.*kind=\"claim\".*} (\\S+)$", Pattern.MULTILINE);

    private Quiet() {}

    /** Waits until all events are public and the sweepers find no claim any more, as the metrics tell. */
    static void await(Fleet fleet, Duration atMost, Findings findings) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long since = System.nanoTime();
        double before = -1;
        while (System.nanoTime() - since < STEADY.toNanos() && System.nanoTime() < deadline) {
            List<String> metrics = fleet.metrics();
            boolean isPublic =
                    metrics.stream().allMatch(each -> each.contains("relay_lag_seconds") && sum(LAG, each) == 0);
            double claims =
                    metrics.stream().mapToDouble(each -> sum(CLAIMS, each)).sum();
            if (!isPublic || claims != before) {
                since = System.nanoTime();
                before = claims;
            }
            Thread.sleep(POLL);
        }
        boolean isQuiet = System.nanoTime() - since >= STEADY.toNanos();
        findings.check(RULE, isQuiet, () -> "not quiet after " + atMost + ": events wait, or claims are looked at");
    }

    /**
     * Looks for what waits in the store.
     *
     * @param stopped when the services were stopped
     */
    static void check(StoreImage store, Promise promise, Instant stopped, Findings findings) {
        store.streams().forEach((key, entries) -> {
            if (key.endsWith(":outbox")) {
                findings.check(RULE, entries.isEmpty(), () -> entries.size() + " events in " + key);
            }
        });
        long now = stopped.toEpochMilli();
        store.sortedSets().forEach((key, scores) -> {
            if (key.endsWith(":claims")) {
                // What an instance claimed whose clock is ahead is looked at when that time has come.
                findings.check(
                        RULE,
                        scores.values().stream()
                                .noneMatch(at ->
                                        at < now - SWEEPER_IS_LATE.toMillis() || (promise.oneClock() && at > now)),
                        () -> "claims in " + key + " at " + now + ": " + scores);
            } else if (key.endsWith(":due")) {
                findings.check(
                        RULE,
                        scores.values().stream().noneMatch(at -> at < now - SWEEPER_IS_LATE.toMillis()),
                        () -> "due before " + now + " in " + key + ": " + scores);
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
