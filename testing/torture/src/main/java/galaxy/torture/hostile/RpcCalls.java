package galaxy.torture.hostile;

import com.google.protobuf.DynamicMessage;
import galaxy.torture.hostile.RpcContract.Call;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Calls by an ordinary library that end before they should: cancelled before, during and after, in no time, or never. */
final class RpcCalls implements Attack, AutoCloseable {
    private static final int MOST = 200;
    private static final AtomicLong PEOPLE = new AtomicLong();

    private final Arena arena;
    private final List<Call> calls = new RpcContract().calls();
    private final ManagedChannel channel;

    RpcCalls(Arena arena) {
        this.arena = arena;
        this.channel = Grpc.newChannelBuilder(arena.prey().connections(), InsecureChannelCredentials.create())
                .build();
    }

    @Override
    public String name() {
        return "calls without a deadline, past it, or cancelled";
    }

    @Override
    public void strike(RandomGenerator random) throws InterruptedException {
        int count = 1 + random.nextInt(MOST);
        CountDownLatch ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            begin(random, ended);
        }
        arena.findings()
                .check(
                        "each call of an attacker is answered or ended in time",
                        ended.await(arena.patience().toMillis(), TimeUnit.MILLISECONDS),
                        () -> ended.getCount() + " of " + count + " calls have no end after " + arena.patience());
    }

    private void begin(RandomGenerator random, CountDownLatch ended) throws InterruptedException {
        Call call = calls.get(random.nextInt(calls.size()));
        String user = "hasty-" + PEOPLE.incrementAndGet();
        DynamicMessage request = call.request(Map.of(
                "user_id",
                user,
                "owner_user_id",
                user,
                "contact_user_id",
                user + "-other",
                "username",
                "h" + PEOPLE.get(),
                "name",
                "Hasty",
                "request_id",
                user));
        Ending ending = Ending.values()[random.nextInt(Ending.values().length)];
        CallOptions options = ending == Ending.IN_NO_TIME
                ? CallOptions.DEFAULT.withDeadlineAfter(1 + random.nextInt(3_000_000), TimeUnit.NANOSECONDS)
                : CallOptions.DEFAULT;
        ClientCall<DynamicMessage, DynamicMessage> running = channel.newCall(call.descriptor(), options);
        if (ending == Ending.CANCELLED_BEFORE || ending == Ending.CANCELLED_HALF_WAY) {
            running.start(new Listener(call, ended), new Metadata());
            if (ending == Ending.CANCELLED_HALF_WAY) {
                running.request(2);
                running.sendMessage(request);
            }
            running.cancel("enough", null);
            return;
        }
        ClientCalls.asyncUnaryCall(running, request, new Observer(call, ended));
        if (ending == Ending.CANCELLED_DURING) {
            Thread.sleep(0, random.nextInt(999_999));
            running.cancel("enough", null);
        }
    }

    /** What becomes of a call. */
    private enum Ending {
        NO_DEADLINE,
        IN_NO_TIME,
        CANCELLED_BEFORE,
        CANCELLED_HALF_WAY,
        CANCELLED_DURING
    }

    private void ended(Call call, Status status, Metadata trailers) {
        if (status.isOk()) {
            arena.rpc().ok(name());
        } else {
            arena.rpc().judgeBare(name(), call.name(), status.asRuntimeException(trailers));
        }
    }

    private final class Listener extends ClientCall.Listener<DynamicMessage> {
        private final Call call;
        private final CountDownLatch ended;

        private Listener(Call call, CountDownLatch ended) {
            this.call = call;
            this.ended = ended;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            ended(call, status, trailers);
            ended.countDown();
        }
    }

    private final class Observer implements StreamObserver<DynamicMessage> {
        private final Call call;
        private final CountDownLatch ended;

        private Observer(Call call, CountDownLatch ended) {
            this.call = call;
            this.ended = ended;
        }

        @Override
        public void onNext(DynamicMessage reply) {
            arena.rpc().ok(name());
        }

        @Override
        public void onError(Throwable error) {
            Metadata trailers = Status.trailersFromThrowable(error);
            ended(call, Status.fromThrowable(error), trailers == null ? new Metadata() : trailers);
            ended.countDown();
        }

        @Override
        public void onCompleted() {
            ended.countDown();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
