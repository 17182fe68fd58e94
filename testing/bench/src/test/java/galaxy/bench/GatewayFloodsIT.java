package galaxy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each flood for some seconds: the gateway goes on, and nothing grows without bound. */
final class GatewayFloodsIT {
    private static final int STREAMS = 40;

    @ParameterizedTest
    @EnumSource(Flood.class)
    void a_flood_leaves_nothing_behind(Flood flood) throws Exception {
        GatewayFloods.Result result = GatewayFloods.run(flood, STREAMS, Duration.ofSeconds(6), Duration.ofSeconds(6));
        assertThat(result.counts()).contains("reads of a player").doesNotContain("cut,", "accepted", "INTERNAL");
        assertThat(result.problems()).as(result.toString()).isEmpty();
    }
}
