package galaxy.torture.hostile;

import com.google.protobuf.Message;
import galaxy.torture.hostile.RpcContract.Call;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Calls by a regular library that end too early: cancelled before, during and after, with a short deadline, or none. */
final class RpcCalls implements Attack {
    private static final int MOST = 200;
    private static final AtomicLong USERS = new AtomicLong();

    private final AttackContext context;
    private final RpcCheck check;
    private final List<Call> calls = new RpcContract().calls();
    private final ManagedChannel channel;

    /** How a call ends. */
    private enum Ending {
        NO_DEADLINE,
        SHORT_DEADLINE,
        CANCELLED_BEFORE,
        CANCELLED_BETWEEN,
        CANCELLED_DURING
    }

    RpcCalls(AttackContext context) {
        this.context = context;
        check = new RpcCheck(context.checks());
        channel = context.target().channel();
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
        boolean isEnded = ended.await(context.timeouts().response().toMillis(), TimeUnit.MILLISECONDS);
        context.checks()
                .check(
                        "each call of an attack gets a response or ends in time",
                        isEnded,
                        ended.getCount() + " of " + count);
    }

    private void begin(RandomGenerator random, CountDownLatch ended) throws InterruptedException {
        Call call = Attack.any(calls, random);
        long number = USERS.incrementAndGet();
        Message request = call.request(texts(number));
        Ending ending = Attack.any(List.of(Ending.values()), random);
        CallOptions options = ending == Ending.SHORT_DEADLINE
                ? CallOptions.DEFAULT.withDeadlineAfter(1 + random.nextInt(3_000_000), TimeUnit.NANOSECONDS)
                : CallOptions.DEFAULT;
        ClientCall<Message, Message> running = channel.newCall(call.method(), options);
        running.start(new Listener(call, ended), new Metadata());
        if (ending != Ending.CANCELLED_BEFORE) {
            running.request(2);
            running.sendMessage(request);
            if (ending != Ending.CANCELLED_BETWEEN) {
                running.halfClose();
            }
        }
        switch (ending) {
            case NO_DEADLINE, SHORT_DEADLINE -> {}
            case CANCELLED_BEFORE, CANCELLED_BETWEEN -> running.cancel("cancelled by the attack", null);
            case CANCELLED_DURING -> {
                Thread.sleep(0, random.nextInt(999_999));
                running.cancel("cancelled by the attack", null);
            }
        }
    }

    private static Map<String, String> texts(long number) {
        String user = "cancelled-" + number;
        return Map.of(
                "user_id",
                user,
                "owner_user_id",
                user,
                "contact_user_id",
                user + "-other",
                "username",
                "c" + number,
                "name",
                "Cancelled",
                "request_id",
                user);
    }

    private final class Listener extends ClientCall.Listener<Message> {
        private final Call call;
        private final CountDownLatch ended;

        private Listener(Call call, CountDownLatch ended) {
            this.call = call;
            this.ended = ended;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (status.isOk()) {
                check.ok(name());
            } else {
                check.anyError(name(), call.name(), status.asRuntimeException(trailers));
            }
            ended.countDown();
        }
    }
}
