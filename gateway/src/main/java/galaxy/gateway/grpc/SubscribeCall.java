package galaxy.gateway.grpc;

import galaxy.contracts.GatewayReason;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.gateway.stream.Notice;
import galaxy.gateway.stream.Outlet;
import galaxy.gateway.stream.StreamEnd;
import galaxy.gateway.stream.Subscriber;
import galaxy.gateway.stream.Subscriptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Function;

/** A call of {@code Subscribe}, once its request was accepted. */
public final class SubscribeCall {
    private final Subscriptions subscriptions;
    private final Function<GatewayReason, StatusRuntimeException> errors;

    /** @param errors the error with a reason, as the service sends it */
    public SubscribeCall(Subscriptions subscriptions, Function<GatewayReason, StatusRuntimeException> errors) {
        this.subscriptions = subscriptions;
        this.errors = errors;
    }

    /** The streams of a listener. */
    public static GatewayApi.Streams of(Subscriptions subscriptions) {
        SubscribeCall call = new SubscribeCall(subscriptions, Errors::of);
        return (accepted, after, client) ->
                call.serve(new Subscriber(accepted.request().sessionId(), accepted.session(), after), client);
    }

    /** Sends what happens, until the stream is over. Blocks; the thread is interrupted when the client leaves. */
    public void serve(Subscriber subscriber, ServerCallStreamObserver<SubscribeResponse> client) {
        StreamEnd end;
        try {
            end = subscriptions.serve(subscriber, new Client(client));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withDescription("the stream is over").asRuntimeException();
        }
        switch (end) {
            case RECONNECT -> client.onCompleted();
            case SESSION_INVALID -> throw errors.apply(GatewayReason.SESSION_INVALID);
            case SESSION_REVOKED -> throw errors.apply(GatewayReason.SESSION_REVOKED);
            case SESSION_EXPIRED -> throw errors.apply(GatewayReason.SESSION_EXPIRED);
            case TOO_MANY, TOO_SLOW -> throw errors.apply(GatewayReason.TOO_MANY_REQUESTS);
        }
    }

    private record Client(ServerCallStreamObserver<SubscribeResponse> observer) implements Outlet {
        @Override
        public boolean isReady() {
            return observer.isReady();
        }

        @Override
        public void send(Notice notice) {
            observer.onNext(SubscribeResponse.newBuilder()
                    .setKind(kind(notice.kind()))
                    .setCursor(notice.cursor())
                    .setAtMs(notice.at().toEpochMilli())
                    .setDetail(notice.detail())
                    .build());
        }

        private static SubscribeResponse.Kind kind(Notice.Kind kind) {
            return switch (kind) {
                case READY -> SubscribeResponse.Kind.READY;
                case HEARTBEAT -> SubscribeResponse.Kind.HEARTBEAT;
                case ACCOUNT_CHANGED -> SubscribeResponse.Kind.ACCOUNT_CHANGED;
                case SESSION_EXPIRING -> SubscribeResponse.Kind.SESSION_EXPIRING;
                case SESSION_ENDED -> SubscribeResponse.Kind.SESSION_ENDED;
                case RESYNC -> SubscribeResponse.Kind.RESYNC;
                case RECONNECT -> SubscribeResponse.Kind.RECONNECT;
            };
        }
    }
}
