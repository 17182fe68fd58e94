package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Event;
import galaxy.torture.workload.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which events every request must have published, and may have. Thread-safe. */
final class ExpectedEvents {
    private static final List<String> PROFILE = List.of("profile");
    private static final Map<String, List<String>> KINDS = Map.of(
            "SetUsername", PROFILE,
            "SetPublicProfile", PROFILE,
            "SetUserProfile", PROFILE,
            "AddContact", List.of("added"),
            "RemoveContact", List.of("removed"),
            "CreateContactLink", List.of("created"),
            "RevokeContactLink", List.of("revoked"),
            "ConsumeContactLink", List.of("consumed", "added"));

    private final Map<String, Map<String, Count>> byRequest = new ConcurrentHashMap<>();

    /** How many events of a kind. */
    record Count(int least, int most) {}

    /** Whether a request may change something. */
    static boolean isWrite(Message request) {
        return KINDS.containsKey(Messages.name(request));
    }

    /** Exactly these events. */
    void expect(String id, List<Event> events) {
        if (!events.isEmpty()) {
            Map<String, Count> counts = new HashMap<>();
            events.forEach(event -> counts.put(event.kind(), new Count(1, 1)));
            byRequest.put(id, Map.copyOf(counts));
        }
    }

    /**
     * Those of a request whose effect is not certain.
     *
     * @param certain the kinds of which one event is certain
     * @param most how often the request may have done something
     */
    void mayExpect(Message request, Observed<Message> observed, List<String> certain, int most) {
        if (!observed.isCertainlyNotDone()) {
            Map<String, Count> counts = new HashMap<>();
            KINDS.getOrDefault(Messages.name(request), List.of())
                    .forEach(kind -> counts.put(kind, new Count(certain.contains(kind) ? 1 : 0, most)));
            byRequest.put(observed.request(), Map.copyOf(counts));
        }
    }

    /** The expected events of every request, by kind. */
    Map<String, Map<String, Count>> all() {
        return byRequest;
    }
}
