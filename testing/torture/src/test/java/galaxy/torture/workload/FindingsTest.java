package galaxy.torture.workload;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Promise.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static Findings findings(Recorded recorded) {
        Findings findings = new Findings(recorded);
        findings.check("always", false);
        findings.checkAcross("across", false);
        findings.checkRecorded("recorded", false);
        findings.checkRecorded("recorded", true);
        assertThat(findings.checked()).isEqualTo(Map.of("always", 1L, "across", 1L, "recorded", 2L));
        return findings;
    }

    private static List<String> violated(Findings findings) {
        return findings.violations().stream().map(Findings.Violation::rule).toList();
    }

    @Test
    void everything_is_a_violation_where_everything_is_recorded() {
        Findings findings = findings(Recorded.ALL);
        assertThat(violated(findings)).containsExactly("always", "across", "recorded");
        assertThat(findings.counted()).isEmpty();
    }

    @Test
    void counts_what_may_be_lost() {
        Findings findings = findings(Recorded.UP_TO_A_MOMENT);
        assertThat(violated(findings)).containsExactly("always", "across");
        assertThat(findings.counted()).isEqualTo(Map.of("lost: recorded", 1L));
    }

    @Test
    void buckets_may_disagree_where_each_is_recorded_up_to_a_moment_of_its_own() {
        Findings findings = findings(Recorded.BUCKETS_UP_TO_A_MOMENT);
        assertThat(violated(findings)).containsExactly("always");
        assertThat(findings.counted()).isEqualTo(Map.of("lost: across", 1L, "lost: recorded", 1L));
    }
}
