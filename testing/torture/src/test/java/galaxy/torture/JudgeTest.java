package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static Findings judge(Kept kept) {
        Judge judge = new Judge(kept);
        judge.must("must", false, () -> "");
        judge.across("across", false, () -> "");
        judge.kept("kept", false, () -> "");
        judge.kept("kept", true, () -> "");
        assertThat(judge.findings().checked()).isEqualTo(Map.of("must", 1L, "across", 1L, "kept", 2L));
        return judge.findings();
    }

    private static List<String> broken(Findings findings) {
        return findings.violations().stream().map(Findings.Violation::rule).toList();
    }

    @Test
    void everything_is_a_violation_where_all_is_kept() {
        Findings findings = judge(Kept.ALL);
        assertThat(broken(findings)).containsExactly("must", "across", "kept");
        assertThat(findings.counted()).isEmpty();
    }

    @Test
    void what_may_be_lost_is_counted() {
        Findings findings = judge(Kept.TO_A_MOMENT);
        assertThat(broken(findings)).containsExactly("must", "across");
        assertThat(findings.counted()).isEqualTo(Map.of("lost: kept", 1L));
    }

    @Test
    void buckets_may_differ_where_each_is_kept_to_a_moment_of_its_own() {
        Findings findings = judge(Kept.BUCKETS_TO_A_MOMENT);
        assertThat(broken(findings)).containsExactly("must");
        assertThat(findings.counted()).isEqualTo(Map.of("lost: across", 1L, "lost: kept", 1L));
    }
}
