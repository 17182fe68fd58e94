package galaxy.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.client.NoResponseException;
import galaxy.client.Timeouts;
import galaxy.kernel.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class RetryTest {
    private final Retry retry = new Retry(
            "http://users", new Timeouts(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofSeconds(1)));
    private final List<Duration> timeouts = new ArrayList<>();

    private String send() {
        return retry.send("request-1", Effect.REPEATABLE, timeout -> {
            timeouts.add(timeout);
            return new Attempt.Responded<>("done", false, Optional.empty());
        });
    }

    @Test
    void an_attempt_has_its_timeout_and_no_more_than_what_the_request_has_left() {
        assertThat(send()).isEqualTo("done");
        assertThat(Deadline.within(Duration.ofMillis(200), this::send)).isEqualTo("done");
        assertThat(Deadline.within(Duration.ofHours(1), this::send)).isEqualTo("done");
        assertThat(timeouts.get(0)).isEqualTo(Duration.ofMillis(700));
        assertThat(timeouts.get(1)).isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
        assertThat(timeouts.get(2)).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void nothing_is_sent_once_the_time_of_the_request_is_over() {
        assertThatExceptionOfType(NoResponseException.class)
                .isThrownBy(() -> Deadline.within(Duration.ZERO, this::send))
                .withMessageContaining("the time of the request is over")
                .satisfies(e -> assertThat(e.mayBeDone()).isFalse());
        assertThat(timeouts).isEmpty();
    }

    @Test
    void it_is_not_tried_more_often_than_the_timeouts_say() {
        for (int attempts : new int[] {1, 2}) {
            timeouts.clear();
            var bounded = new Retry(
                    "http://users",
                    new Timeouts(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofSeconds(9), attempts));
            assertThatExceptionOfType(NoResponseException.class)
                    .isThrownBy(() -> bounded.<String>send("request-1", Effect.REPEATABLE, timeout -> {
                        timeouts.add(timeout);
                        return new Attempt.Failed<>("lost", true, new TimeoutException());
                    }));
            assertThat(timeouts).hasSize(attempts);
            var temporary = new Attempt.Responded<>("unavailable", true, Optional.<Duration>empty());
            assertThat(bounded.<String>send("request-1", Effect.NONE, timeout -> temporary))
                    .isEqualTo("unavailable");
        }
    }

    @Test
    void it_is_not_tried_again_beyond_that_time() {
        assertThatExceptionOfType(NoResponseException.class)
                .isThrownBy(() -> Deadline.within(
                        Duration.ofMillis(250),
                        () -> retry.<String>send("request-1", Effect.REPEATABLE, timeout -> {
                            timeouts.add(timeout);
                            return new Attempt.Failed<>("lost", true, new TimeoutException());
                        })));
        assertThat(timeouts).hasSize(1);
    }
}
