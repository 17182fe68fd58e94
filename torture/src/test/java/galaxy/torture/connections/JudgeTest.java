package galaxy.torture.connections;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.Findings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private final Findings findings = new Findings();
    private final Findings losses = new Findings();

    private void judge(Promise promise) {
        Judge judge = new Judge(promise, findings, losses);
        judge.must("must", false, () -> "");
        judge.across("across", false, () -> "");
        judge.kept("kept", false, () -> "");
        judge.kept("kept", true, () -> "");
    }

    @Test
    void everything_is_a_violation_where_all_is_kept() {
        judge(Promise.ALL_KEPT);
        assertThat(Judge.broken(findings)).isEqualTo(Map.of("must", 1L, "across", 1L, "kept", 1L));
        assertThat(losses.checked()).isEmpty();
    }

    @Test
    void what_may_be_lost_is_counted() {
        judge(Promise.KEPT_TO_A_MOMENT);
        assertThat(Judge.broken(findings)).isEqualTo(Map.of("must", 1L, "across", 1L));
        assertThat(Judge.broken(losses)).isEqualTo(Map.of("kept", 1L));
    }

    @Test
    void buckets_may_differ_where_each_is_kept_to_a_moment_of_its_own() {
        judge(Promise.BUCKETS_KEPT_TO_A_MOMENT);
        assertThat(Judge.broken(findings)).isEqualTo(Map.of("must", 1L));
        assertThat(Judge.broken(losses)).isEqualTo(Map.of("across", 1L, "kept", 1L));
    }

    @Test
    void what_was_found_early_is_told_later_as_often_as_it_was_checked() {
        judge(Promise.ALL_KEPT);
        Findings all = new Findings();
        Judge.pour(findings, all);
        assertThat(all.checked()).isEqualTo(Map.of("must", 1L, "across", 1L, "kept", 2L));
        assertThat(all.violations()).isEqualTo(findings.violations());
    }
}
