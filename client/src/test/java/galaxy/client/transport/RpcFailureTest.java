package galaxy.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RpcFailureTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @Test
    void a_connection_that_ends_while_it_is_opened_is_a_lost_one() {
        Status closed = Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());
        RpcFailure failure = RpcFailure.of(closed.asRuntimeException());
        assertThat(failure.status()).isEqualTo("UNAVAILABLE");
        assertThat(failure.withoutResponse(TIMEOUT, true))
                .get()
                .isInstanceOfSatisfying(
                        Attempt.Failed.class,
                        attempt -> assertThat(attempt.reason()).isEqualTo("the connection was lost"));
    }

    @Test
    void another_unknown_status_is_a_response() {
        RpcFailure failure = RpcFailure.of(Status.UNKNOWN.asRuntimeException());
        assertThat(failure.status()).isEqualTo("UNKNOWN");
        assertThat(failure.withoutResponse(TIMEOUT, true)).isEmpty();
    }
}
