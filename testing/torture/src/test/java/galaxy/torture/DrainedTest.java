package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DrainedTest {
    private static final Instant STOPPED = Instant.ofEpochMilli(1_000_000);
    private static final double SOON = 1_007_000;
    private static final double LONG_AGO = 900_000;

    @Test
    void what_is_due_later_does_not_wait() {
        assertThat(violations(Promise.WHOLE, Map.of("users:{1}:due", Map.of("usr_1", SOON)), 0))
                .isEmpty();
    }

    @Test
    void finds_what_is_overdue_a_claim_that_was_not_checked_and_an_event_that_is_not_public() {
        assertThat(violations(Promise.WHOLE, Map.of("users:{1}:due", Map.of("usr_1", LONG_AGO)), 0))
                .singleElement()
                .asString()
                .contains("users:{1}:due");
        assertThat(violations(Promise.WHOLE, Map.of("users:{1}:claims", Map.of("nova", SOON)), 0))
                .singleElement()
                .asString()
                .contains("users:{1}:claims");
        assertThat(violations(Promise.WHOLE, Map.of(), 1))
                .singleElement()
                .asString()
                .contains("1 events in users:{1}:outbox");
    }

    @Test
    void with_two_clocks_a_claim_may_be_of_the_future() {
        Promise promise = new Promise(Recorded.ALL, false);
        assertThat(violations(promise, Map.of("users:{1}:claims", Map.of("nova", SOON)), 0))
                .isEmpty();
        assertThat(violations(promise, Map.of("users:{1}:claims", Map.of("nova", LONG_AGO)), 0))
                .hasSize(1);
    }

    private static List<Findings.Violation> violations(
            Promise promise, Map<String, Map<String, Double>> sortedSets, int events) {
        Findings findings = new Findings(Recorded.ALL);
        List<StoreImage.StreamEntry> outbox =
                events == 0 ? List.of() : List.of(new StoreImage.StreamEntry("1-0", Map.of()));
        StoreImage image = new StoreImage(Map.of(), Map.of(), sortedSets, Map.of(), Map.of("users:{1}:outbox", outbox));
        Drained.check(image, promise, STOPPED, findings);
        return findings.violations();
    }
}
