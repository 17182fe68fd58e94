package galaxy.gateway.grpc;

import com.google.protobuf.ByteString;
import galaxy.chassis.grpc.RpcApi;
import galaxy.chassis.grpc.RpcCall;
import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc.GatewayServiceImplBase;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.gateway.message.Answer;
import galaxy.gateway.message.Command;
import galaxy.gateway.message.Player;
import galaxy.gateway.message.Question;
import galaxy.gateway.message.RequestReport;
import galaxy.gateway.message.Result;
import galaxy.gateway.message.Services;
import galaxy.gateway.request.Checked;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;

/** Both calls of the gateway. Anyone may call them; each request proves by itself whose it is. */
public final class GatewayApi extends GatewayServiceImplBase {
    private static final Map<String, Access> ACCESS = Map.of("Execute", Access.anyone(), "Subscribe", Access.anyone());

    private final AcceptRequest accept;
    private final Services services;
    private final Streams streams;
    private final RequestReport report;

    /** Streams of events. */
    @FunctionalInterface
    public interface Streams {
        /**
         * Sends what happens, until the stream is over. Blocks.
         *
         * @param after a cursor; empty for what happens from now on
         */
        void serve(Checked.Accepted accepted, String after, ServerCallStreamObserver<SubscribeResponse> client);
    }

    public GatewayApi(AcceptRequest accept, Services services, Streams streams, RequestReport report) {
        this.accept = accept;
        this.services = services;
        this.streams = streams;
        this.report = report;
    }

    /** All of it, for a listener. */
    public RpcApi rpc(List<HealthCheck> checks) {
        return new RpcApi(bindService(), ACCESS, Errors.DOMAIN, checks, Map.of("Execute", TimedCall.MOST));
    }

    @Override
    public void execute(SignedEnvelope envelope, StreamObserver<ExecuteResponse> client) {
        TimedCall call = new TimedCall(report);
        ExecuteResponse response = call.inTime(() -> answer(accept.accept(envelope, call::names)));
        client.onNext(response);
        client.onCompleted();
    }

    private ExecuteResponse answer(Checked.Accepted accepted) {
        Command command = DecodePayload.command(accepted.request());
        RequestOrigin origin = RpcCall.current();
        Answer answer = services.answer(new Question(
                new Player(accepted.session().userId(), accepted.request().sessionId()),
                accepted.request().requestId(),
                command,
                new Question.Origin(origin.requestId(), origin.trace().traceparent())));
        return switch (answer) {
            case Answer.Done(Result result) ->
                ExecuteResponse.newBuilder()
                        .setRequestId(accepted.request().requestId())
                        .setResult(ByteString.copyFrom(result.bytes()))
                        .build();
            case Answer.Refused refused -> throw Errors.of(refused);
        };
    }

    @Override
    public void subscribe(SignedEnvelope envelope, StreamObserver<SubscribeResponse> client) {
        TimedCall call = new TimedCall(report);
        call.counted(() -> {
            Checked.Accepted accepted = accept.accept(envelope, call::names);
            String after = DecodePayload.after(accepted.request());
            streams.serve(accepted, after, (ServerCallStreamObserver<SubscribeResponse>) client);
            return after;
        });
    }
}
