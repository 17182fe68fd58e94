package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.Status;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();

    @AfterAll
    static void stop() {
        CLOCK.close();
    }

    private static Context.CancellableContext within(long millis) {
        return Context.ROOT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS, CLOCK);
    }

    @Test
    void a_cancel_without_a_deadline_is_a_cancel() {
        var context = Context.ROOT.withCancellation();
        var cancellation = Cancellation.of(context);
        assertThat(cancellation.happened()).isFalse();
        context.cancel(null);
        assertThat(cancellation.happened()).isTrue();
        assertThat(cancellation.code()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void a_deadline_that_has_passed_before_is_the_deadline() {
        var cancellation = Cancellation.of(within(-1));
        assertThat(cancellation.happened()).isTrue();
        assertThat(cancellation.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void a_cancel_shortly_before_the_deadline_is_the_deadline() {
        var context = within(15);
        var cancellation = Cancellation.of(context);
        context.cancel(null);
        assertThat(cancellation.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void a_cancel_long_before_the_deadline_stays_a_cancel_after_it() {
        var context = within(400);
        var cancellation = Cancellation.of(context);
        context.cancel(null);
        await().until(() -> context.getDeadline().isExpired());
        assertThat(cancellation.code()).isEqualTo(Status.Code.CANCELLED);
    }
}
