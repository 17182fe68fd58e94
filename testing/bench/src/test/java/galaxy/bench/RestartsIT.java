package galaxy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RedisNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Case O03, shorter than {@code ./galaxy bench restarts} has it by default. */
final class RestartsIT {
    private static final Duration STOP_DELAY = Duration.ofSeconds(4);
    private static final int TIMES = 2;
    private static final int REQUESTS = 3000;

    @Test
    void two_instances_that_are_restarted_in_turn_refuse_and_cut_no_request_of_any_kind() throws Exception {
        try (RedisNode redis = RedisNode.start();
                RestartLoad load = new RestartLoad(redis.uri(), STOP_DELAY)) {
            RestartLoad.Result result = load.run(TIMES, REQUESTS, 1, RestartLoad.Page.SIGN_IN);
            assertThat(result.failed()).isEmpty();
            assertThat(result.rest()).isPositive();
            assertThat(result.grpc()).isPositive();
            assertThat(result.pages()).isPositive();
        }
    }
}
