package galaxy.torture.workload;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RecordSet;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.workload.Promise.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LeftoversTest {
    private static final long NOW = 1_000_000;
    private static final List<StreamEntry> EVENT = List.of(new StreamEntry("1-0", Map.of()));

    private static List<String> found(Map<String, Map<String, Double>> sortedSets, List<StreamEntry> outbox) {
        StoreImage image = new StoreImage(Map.of(), Map.of(), sortedSets, Map.of(), Map.of("users:{1}:outbox", outbox));
        Findings findings = new Findings(Recorded.ALL);
        Leftovers.check(new RecordSet(image, "users"), List.of("claims"), NOW, findings);
        return findings.violations().stream().map(Findings.Violation::what).toList();
    }

    @Test
    void what_is_due_later_or_just_now_is_not_left() {
        assertThat(found(Map.of("users:{1}:due", Map.of("usr_1", NOW + 1.0)), List.of()))
                .isEmpty();
        assertThat(found(Map.of("users:{1}:due", Map.of("usr_1", NOW - 4000.0)), List.of()))
                .isEmpty();
    }

    @Test
    void finds_what_is_overdue_a_claim_that_was_not_checked_and_an_event_that_is_not_public() {
        assertThat(found(Map.of("users:{1}:due", Map.of("usr_1", NOW - 6000.0)), List.of()))
                .singleElement()
                .asString()
                .contains("users:{1}:due");
        assertThat(found(Map.of("users:{1}:claims", Map.of("nova", NOW + 1.0)), List.of()))
                .singleElement()
                .asString()
                .contains("users:{1}:claims");
        assertThat(found(Map.of(), EVENT)).singleElement().asString().contains("users:{1}:outbox has 1 events");
    }
}
