package galaxy.torture.hostile;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Calls by a regular library that end too early: cancelled before, during and after, with a short deadline, or none. */
record RpcCalls(AttackContext context, ManagedChannel channel) implements Attack {
    private static final List<RpcCall> CALLS = RpcCall.all();
    private static final int MOST = 200;
    private static final AtomicLong NUMBER = new AtomicLong();

    /** How a call ends. */
    private enum Ending {
        NO_DEADLINE,
        SHORT_DEADLINE,
        CANCELLED_BEFORE,
        CANCELLED_BETWEEN,
        CANCELLED_DURING
    }

    @Override
    public String name() {
        return "calls without a deadline, past it, or cancelled";
    }

    @Override
    public void run(RandomGenerator random) throws InterruptedException {
        int count = 1 + random.nextInt(MOST);
        CountDownLatch ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            begin(random, ended);
        }
        boolean areEnded = ended.await(context.timeouts().response().toMillis(), TimeUnit.MILLISECONDS);
        String rule = "each call of an attack gets a response or ends in time";
        context.checks().check(rule, areEnded, ended.getCount() + " of " + count);
    }

    private void begin(RandomGenerator random, CountDownLatch ended) throws InterruptedException {
        RpcCall call = Attack.any(CALLS, random);
        Ending ending = Attack.any(List.of(Ending.values()), random);
        CallOptions options = ending == Ending.SHORT_DEADLINE
                ? CallOptions.DEFAULT.withDeadlineAfter(1 + random.nextInt(3_000_000), TimeUnit.NANOSECONDS)
                : CallOptions.DEFAULT;
        ClientCall<Message, Message> running = channel.newCall(call.method(), options);
        running.start(listener(call, ended), new Metadata());
        if (ending != Ending.CANCELLED_BEFORE) {
            running.request(2);
            running.sendMessage(call.request(RpcCall.texts("cancelled", NUMBER.incrementAndGet())));
        }
        switch (ending) {
            case NO_DEADLINE, SHORT_DEADLINE -> running.halfClose();
            case CANCELLED_BEFORE, CANCELLED_BETWEEN -> running.cancel("cancelled by the attack", null);
            case CANCELLED_DURING -> {
                running.halfClose();
                Thread.sleep(0, random.nextInt(999_999));
                running.cancel("cancelled by the attack", null);
            }
        }
    }

    private ClientCall.Listener<Message> listener(RpcCall call, CountDownLatch ended) {
        RpcCheck check = new RpcCheck(context.checks());
        return new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
                if (status.isOk()) {
                    check.ok(name());
                } else {
                    check.anyError(name(), call.name(), status.asRuntimeException(trailers));
                }
                ended.countDown();
            }
        };
    }
}
