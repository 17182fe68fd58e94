package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.grpc.Context;
import io.grpc.stub.ServerCalls;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that goes on until it is let go, or until its call is cancelled. */
final class Barrier {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    ServerCalls.UnaryMethod<StringValue, StringValue> work() {
        return TestRpc.answering(name -> {
            arrived.countDown();
            wait(open);
            return name;
        });
    }

    ServerCalls.UnaryMethod<StringValue, StringValue> workUntilCancelled() {
        return TestRpc.answering(name -> {
            Context.current().addListener(context -> open.countDown(), Runnable::run);
            arrived.countDown();
            wait(open);
            return name;
        });
    }

    void awaitArrival() {
        wait(arrived);
    }

    boolean reached() {
        return arrived.getCount() == 0;
    }

    void open() {
        open.countDown();
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
