package galaxy.torture;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How long something took, over many times. */
record Spread(int count, Duration median, Duration p99, Duration longest) {
    static Spread of(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return new Spread(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static Duration at(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    void writeTo(ObjectNode json) {
        json.put("count", count)
                .put("p50_seconds", Report.seconds(median))
                .put("p99_seconds", Report.seconds(p99))
                .put("max_seconds", Report.seconds(longest));
    }
}
