package galaxy.bench;

import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The client of a game on a phone: one connection, which it keeps by pings, also without calls. */
final class PingingClient implements AutoCloseable {
    private final ManagedChannel channel;
    private final AtomicBoolean isCut = new AtomicBoolean();

    /** @param hasStream whether it has a stream open, or only a connection */
    PingingClient(String target, Device device, boolean hasStream) {
        channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .disableRetry()
                .build();
        var stub = GatewayServiceGrpc.newStub(channel).withWaitForReady();
        if (hasStream) {
            stub.subscribe(device.sign(MessageType.SESSION_EVENTS_SUBSCRIBE), new Ends());
        } else {
            var _ = GatewayServiceGrpc.newBlockingStub(channel).execute(device.sign(MessageType.USER_ACCOUNT_GET));
        }
        followFrom(ConnectivityState.READY);
    }

    private final class Ends implements StreamObserver<SubscribeResponse> {
        @Override
        public void onNext(SubscribeResponse notice) {}

        @Override
        public void onError(Throwable failure) {
            isCut.set(true);
        }

        @Override
        public void onCompleted() {
            isCut.set(true);
        }
    }

    /** Once it is connected, every other state is a cut. */
    private void followFrom(ConnectivityState state) {
        channel.notifyWhenStateChanged(state, () -> {
            ConnectivityState now = channel.getState(false);
            isCut.compareAndSet(false, state == ConnectivityState.READY && now != ConnectivityState.CONNECTING);
            followFrom(now);
        });
    }

    /** Whether it has been so since its first call. */
    boolean isConnected() {
        return !isCut.get();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
