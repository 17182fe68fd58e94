package galaxy.torture.hostile;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What was done and how it was answered, counted. Safe for many threads. */
final class Tally {
    private final Map<String, Map<String, LongAdder>> counts = new ConcurrentSkipListMap<>();

    void count(String attack, String outcome) {
        counts.computeIfAbsent(attack, any -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(outcome, any -> new LongAdder())
                .increment();
    }

    /** How often each attack ended how. */
    Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        counts.forEach((attack, outcomes) -> {
            Map<String, Long> sums = new TreeMap<>();
            outcomes.forEach((outcome, count) -> sums.put(outcome, count.sum()));
            all.put(attack, sums);
        });
        return all;
    }
}
