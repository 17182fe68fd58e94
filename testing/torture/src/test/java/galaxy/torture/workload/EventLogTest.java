package galaxy.torture.workload;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.Bucket;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.workload.Promise.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventLogTest {
    private static final String USER = "usr_1";
    private static final Bucket BUCKET = Bucket.ofId(USER);
    private static final String OUTBOX = "users:{" + BUCKET.tag() + "}:outbox";

    private final List<StreamEntry> events = new ArrayList<>(List.of(event("a", 1), event("b", 1), event("c", 2)));
    private final StoreImage image = new StoreImage(
            new HashMap<>(Map.of(OUTBOX + "-number", "3")),
            Map.of(),
            Map.of(),
            Map.of("{galaxy:events}:marks", Map.of("users/" + BUCKET.number(), "3-1")),
            new HashMap<>(Map.of("galaxy:events", events)));

    private static StreamEntry event(String id, int sequence) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "specversion", "1.0",
                "id", id,
                "type", "user.profile.changed",
                "source", "/galaxy/users",
                "subject", USER,
                "time", "2026-01-01T00:00:00.000Z",
                "datacontenttype", "application/json",
                "sequence", Integer.toString(sequence),
                "data", "{}"));
        return new StreamEntry(id, fields);
    }

    private List<String> violated() {
        Findings findings = new Findings(Recorded.ALL);
        new EventLog(image, "users").check(PublishedEvent::subject, findings);
        return findings.violations().stream().map(Findings.Violation::rule).toList();
    }

    @Test
    void a_complete_log_violates_nothing() {
        assertThat(violated()).isEmpty();
        assertThat(new EventLog(image, "connections").events()).isEmpty();
    }

    @Test
    void finds_an_event_that_is_published_twice() {
        events.set(1, event("a", 1));
        assertThat(violated()).containsExactly(EventLog.ONCE);
    }

    @Test
    void finds_an_event_without_a_field_of_the_envelope() {
        events.getFirst().fields().remove("time");
        assertThat(violated()).containsExactly(EventLog.ENVELOPE);
    }

    @Test
    void finds_an_address_in_an_event() {
        events.getFirst().fields().put("data", "{\"name\":\"a@torture.example\"}");
        assertThat(violated()).containsExactly(EventLog.PRIVATE);
    }

    @Test
    void finds_events_in_the_wrong_order() {
        events.addFirst(events.removeLast());
        assertThat(violated()).containsExactly(EventLog.ORDER);
    }

    @Test
    void finds_a_lost_event() {
        events.removeLast();
        assertThat(violated()).containsExactly(EventLog.COMPLETE);
    }
}
