package galaxy.torture.workload;

import galaxy.testkit.PublishedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which events every request must have led to, and which it may. Thread-safe. */
public final class RequestedEvents {
    public static final String PUBLISHED = "an acknowledged change is published under its request";
    public static final String ONCE = "a request is published no more often than it was done";
    public static final String REQUESTED = "nothing is published that was not requested";

    private final Map<String, Map<String, Count>> byRequest = new ConcurrentHashMap<>();

    private record Count(int least, int most) {}

    /** Events of a kind that a request leads to. */
    public void expect(String request, String kind, int least, int most) {
        byRequest.computeIfAbsent(request, any -> new ConcurrentHashMap<>()).put(kind, new Count(least, most));
    }

    /**
     * Events of a request whose effect is not certain, unless it certainly has none.
     *
     * @param isCertain whether one event of the first kind is certain
     * @param most how often the request may have done something
     */
    public void expect(Observed<?> observed, List<String> kinds, boolean isCertain, int most) {
        for (String kind : observed.isCertainlyNotDone() ? List.<String>of() : kinds) {
            expect(observed.request(), kind, isCertain && kind.equals(kinds.getFirst()) ? 1 : 0, most);
        }
    }

    /** Compares the events, by kind, with the requests of this run, all of whose ids begin with {@code run}. */
    public void check(
            Stream<PublishedEvent> events, Function<PublishedEvent, String> kind, String run, Findings findings) {
        Map<String, Map<String, Integer>> published = new HashMap<>();
        events.forEach(event -> published
                .computeIfAbsent(event.request(), any -> new TreeMap<>())
                .merge(kind.apply(event), 1, Integer::sum));
        byRequest.forEach((request, counts) -> counts.forEach((each, count) -> {
            int times = published.getOrDefault(request, Map.of()).getOrDefault(each, 0);
            findings.checkRecorded(PUBLISHED, times >= count.least(), request, times, each, counts);
            findings.checkRecorded(ONCE, times <= count.most(), request, times, each, counts);
        }));
        published.keySet().removeIf(request -> !request.startsWith(run));
        published.forEach((request, kinds) -> {
            Set<String> requested = byRequest.getOrDefault(request, Map.of()).keySet();
            findings.checkRecorded(REQUESTED, requested.containsAll(kinds.keySet()), request, kinds);
        });
    }
}
