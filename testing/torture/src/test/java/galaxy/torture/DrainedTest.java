package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DrainedTest {
    private static final long STOPPED = 1_000_000;
    private static final double SOON = 1_007_000;
    private static final double LONG_AGO = 900_000;

    @Test
    void what_is_due_later_does_not_wait() {
        assertThat(found("users:{1}:due", SOON)).isEmpty();
        assertThat(found("users:{1}:claims", SOON)).isEmpty();
    }

    @Test
    void finds_what_is_overdue_and_a_claim_that_was_not_checked() {
        assertThat(found("users:{1}:due", LONG_AGO)).singleElement().asString().contains("users:{1}:due");
        assertThat(found("connections:{1}:claims", LONG_AGO))
                .singleElement()
                .asString()
                .contains("connections:{1}:claims");
    }

    private static List<String> found(String key, double score) {
        Findings findings = new Findings(Recorded.ALL);
        StoreImage image = new StoreImage(Map.of(), Map.of(), Map.of(key, Map.of("one", score)), Map.of(), Map.of());
        Drained.check(image, STOPPED, findings);
        return findings.violations().stream().map(Findings.Violation::what).toList();
    }
}
