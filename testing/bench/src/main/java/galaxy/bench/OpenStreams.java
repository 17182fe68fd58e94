package galaxy.bench;

import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.contracts.gateway.v1.SubscribeResponse.Kind;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams of players that are open, and what came on them. */
final class OpenStreams {
    private static final Duration OPEN = Duration.ofSeconds(60);

    private final Map<String, List<One>> byDevice = new HashMap<>();
    private final AtomicInteger ends = new AtomicInteger();

    /** One stream. It reads everything at once. */
    private final class One extends ClientCall.Listener<SubscribeResponse> {
        private final ClientCall<SignedEnvelope, SubscribeResponse> call;
        private final Map<Kind, Long> last = new HashMap<>();
        private Optional<Status> end = Optional.empty();

        private One(Channel channel, Device device) {
            call = channel.newCall(GatewayServiceGrpc.getSubscribeMethod(), CallOptions.DEFAULT);
            call.start(this, new Metadata());
            call.request(Integer.MAX_VALUE);
            call.sendMessage(device.sign(MessageType.SESSION_EVENTS_SUBSCRIBE));
            call.halfClose();
        }

        @Override
        public synchronized void onMessage(SubscribeResponse message) {
            last.put(message.getKind(), System.nanoTime());
            notifyAll();
        }

        @Override
        public synchronized void onClose(Status status, Metadata trailers) {
            end = Optional.of(status);
            ends.incrementAndGet();
            notifyAll();
        }

        /** When a notice of the kind came last, at or after a moment. */
        private synchronized long await(Kind kind, long since) throws InterruptedException {
            long deadline = System.nanoTime() + OPEN.toNanos();
            while (last.getOrDefault(kind, since - 1) < since) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0 || (end.isPresent() && kind != Kind.SESSION_ENDED)) {
                    throw new IllegalStateException("no " + kind + " on a stream, whose end is " + end);
                }
                wait(left);
            }
            return last.getOrDefault(kind, since);
        }
    }

    /** Opens further streams of a device, and waits until each begins. */
    void open(SignedCalls calls, Device device, int count) throws InterruptedException {
        List<One> all = byDevice.computeIfAbsent(device.sessionId(), first -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
            long since = System.nanoTime();
            One one = new One(calls.next(), device);
            all.add(one);
            one.await(Kind.READY, since);
        }
    }

    /** When a notice of the kind had come on all streams of the device, at or after a moment. */
    long await(Device device, Kind kind, long since) throws InterruptedException {
        long latest = since;
        for (One one : byDevice.getOrDefault(device.sessionId(), List.of())) {
            latest = Math.max(latest, one.await(kind, since));
        }
        return latest;
    }

    /** How many have ended. */
    int ended() {
        return ends.get();
    }

    /** Ends those of a device. */
    void cancel(Device device) {
        byDevice.getOrDefault(device.sessionId(), List.of()).forEach(one -> one.call.cancel("closed", null));
    }
}
