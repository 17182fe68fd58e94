package galaxy.pages.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.UnavailableException;
import galaxy.testkit.Metrics;
import galaxy.testkit.SettableClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final SettableClock clock = SettableClock.at("2027-01-01T00:00:00Z");
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Breaker breaker = new Breaker("users", clock, new DependencyMetrics("web", registry));
    private final AtomicInteger calls = new AtomicInteger();

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        calls.incrementAndGet();
                        throw new UnavailableException("down");
                    }))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    private double open() {
        return Metrics.of(registry).value("page_breaker_open", "dependency=\"users\"");
    }

    @Test
    void opens_for_two_seconds_after_five_failures_in_a_row() {
        fail(4);
        assertThat(breaker.call(() -> "fine")).isEqualTo("fine");
        fail(5);
        assertThat(calls).hasValue(9);
        assertThat(open()).isEqualTo(1);
        fail(3);
        assertThat(calls).as("not called").hasValue(9);
        clock.advance(Duration.ofSeconds(2));
        fail(2);
        assertThat(calls).as("one call finds that it is still down").hasValue(10);
        clock.advance(Duration.ofSeconds(2));
        assertThat(breaker.call(() -> "fine")).isEqualTo("fine");
        assertThat(open()).isZero();
        fail(4);
        assertThat(calls).hasValue(14);
    }
}
