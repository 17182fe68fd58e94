package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Event;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.RequestedEvents;
import java.util.List;
import java.util.Map;

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

    private final RequestedEvents requested = new RequestedEvents();

    /** Whether a request may change something. */
    static boolean isWrite(Message request) {
        return KINDS.containsKey(Messages.name(request));
    }

    /** Exactly these events. */
    void expect(String id, List<Event> events) {
        events.forEach(event -> requested.expect(id, event.kind(), 1, 1));
    }

    /**
     * Those of a request whose effect is not certain.
     *
     * @param isCertain whether one event of its first kind is certain
     * @param most how often the request may have done something
     */
    void mayExpect(Message request, Observed<Message> observed, boolean isCertain, int most) {
        if (!observed.isCertainlyNotDone()) {
            List<String> kinds = KINDS.getOrDefault(Messages.name(request), List.of());
            kinds.forEach(kind -> requested.expect(
                    observed.request(), kind, isCertain && kind.equals(kinds.getFirst()) ? 1 : 0, most));
        }
    }

    /** The expected events of every request, by kind. */
    RequestedEvents all() {
        return requested;
    }
}
