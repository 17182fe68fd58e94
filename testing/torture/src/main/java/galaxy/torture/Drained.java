package galaxy.torture;

import galaxy.torture.stage.Fleet;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the services have no work left once no client sends a request. */
final class Drained {

    /** A claim is checked after two seconds, by a sweeper that runs at least every 1.25 seconds. */
    private static final Duration STEADY = Duration.ofSeconds(4);

    private static final Duration POLL = Duration.ofMillis(100);
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
        findings.check(Leftovers.RULE, isDrained, () -> "events or claims are left after " + atMost);
    }

    private static double sum(Pattern pattern, String metrics) {
        return pattern.matcher(metrics)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }
}
