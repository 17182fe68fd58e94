package galaxy.chassis.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private final Random random = new Random(7);

    @Test
    void joins_a_valid_trace_under_a_new_span() {
        var given = Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var trace = Trace.join(given, random::nextLong);
        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("b7ad6b7169203331");
        assertThat(trace.sampled()).isTrue();
        assertThat(trace.traceparent()).isEqualTo("00-" + trace.traceId() + "-" + trace.spanId() + "-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "zz-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void begins_a_trace_where_the_callers_is_malformed(String header) {
        var trace = Trace.join(Optional.of(header), random::nextLong);
        assertThat(trace.traceId())
                .matches("[0-9a-f]{32}")
                .isNotEqualToIgnoringCase("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.sampled()).isFalse();
    }

    @Test
    void never_has_an_identifier_of_zeros() {
        var zeros = new long[] {0, 0, 1, 0, 2, 3};
        var at = new int[1];
        var trace = Trace.join(Optional.empty(), () -> zeros[at[0]++]);
        assertThat(trace.traceId()).isEqualTo("00000000000000010000000000000002");
        assertThat(trace.spanId()).isEqualTo("0000000000000003");
    }
}
