package galaxy.torture.workload;

import galaxy.testkit.RecordSet;
import java.util.List;
import java.util.Map;

/** Work that a service has left undone although no client sends a request any more. */
public final class Leftovers {
    public static final String RULE = "no work is left";

    /** How late the sweeper may be. */
    private static final long LATE_MILLIS = 5000;

    private Leftovers() {}

    /**
     * Checks the outboxes, and what the sweeper does at some time.
     *
     * @param empty the kinds of work of which nothing may be left, at whatever time it is to be done
     * @param now when the services still ran, in milliseconds
     */
    public static void check(RecordSet records, List<String> empty, long now, Findings findings) {
        records.keys("outbox").forEach(key -> {
            int events = records.stream(key).size();
            findings.check(RULE, events == 0, key.text() + " has " + events + " events to publish");
        });
        for (String kind : List.of("due", "claims")) {
            records.keys(kind).forEach(key -> {
                Map<String, Double> members = records.members(key);
                boolean isRight = empty.contains(kind)
                        ? members.isEmpty()
                        : members.values().stream().allMatch(at -> at >= now - LATE_MILLIS);
                findings.check(RULE, isRight, key.text(), now, members);
            });
        }
    }
}
