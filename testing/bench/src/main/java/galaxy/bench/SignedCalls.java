package galaxy.bench;

import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc.GatewayServiceBlockingStub;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections to a gateway, shared by calls in turns. */
final class SignedCalls implements AutoCloseable {
    static final int CHANNELS = 8;

    /** Signed before a load begins, so that signing does not take the time of what is measured. */
    private static final int PREPARED = 1000;

    private final List<ManagedChannel> channels = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();

    SignedCalls(String target) {
        for (int i = 0; i < CHANNELS; i++) {
            channels.add(Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                    .disableRetry()
                    .build());
        }
    }

    ManagedChannel next() {
        return channels.get(Math.floorMod(opened.getAndIncrement(), CHANNELS));
    }

    GatewayServiceBlockingStub stub() {
        return GatewayServiceGrpc.newBlockingStub(next());
    }

    /** Reads accounts again and again: one after another of these devices asks. */
    Load.Work accounts(List<Device> devices) {
        GatewayServiceBlockingStub stub = stub();
        AtomicInteger turn = new AtomicInteger(opened.get());
        Queue<SignedEnvelope> prepared = new ArrayDeque<>();
        for (int i = 0; i < PREPARED; i++) {
            prepared.add(next(devices, turn));
        }
        return () -> {
            SignedEnvelope envelope = prepared.isEmpty() ? next(devices, turn) : prepared.remove();
            return !stub.execute(envelope).getResult().isEmpty();
        };
    }

    private static SignedEnvelope next(List<Device> devices, AtomicInteger turn) {
        return devices.get(turn.getAndIncrement() % devices.size()).sign(MessageType.USER_ACCOUNT_GET);
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
