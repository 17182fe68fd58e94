package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Metrics METRICS = new Metrics("""
            # TYPE requests_total counter
            requests_total{outcome="ok",route="/a"} 3.0
            requests_total{outcome="ok",route="/b"} 4.0
            requests_total{outcome="error",route="/a"} 1.0
            requests_total_seconds 9.0
            open_files 12.0
            """);

    @Test
    void adds_the_series_with_the_labels() {
        assertThat(METRICS.sum("requests_total")).isEqualTo(8);
        assertThat(METRICS.sum("requests_total", "outcome=\"ok\"")).isEqualTo(7);
        assertThat(METRICS.sum("requests_total", "outcome=\"ok\"", "route=\"/b\""))
                .isEqualTo(4);
        assertThat(METRICS.sum("open_files")).isEqualTo(12);
        assertThat(METRICS.sum("open")).isZero();
    }

    @Test
    void says_which_metrics_there_are() {
        assertThat(METRICS.has("requests_total")).isTrue();
        assertThat(METRICS.has("requests")).isFalse();
        assertThat(METRICS.value("open_files")).isEqualTo(12);
        assertThatIllegalStateException().isThrownBy(() -> METRICS.value("open"));
        assertThat(METRICS.lines("requests_total{")).hasSize(3);
    }
}
