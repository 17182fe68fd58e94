package galaxy.client.gateway;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.Account;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.redis.LoopbackPorts;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A gRPC server of the contract that verifies every signature, and then reacts as planned, one call after another. */
final class PlannedGateway extends GatewayServiceGrpc.GatewayServiceImplBase implements AutoCloseable {
    private final int port = LoopbackPorts.free();
    private final DeviceKey key;
    private final List<SignedRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<StatusRuntimeException> failures = new ArrayDeque<>();
    private final Queue<Consumer<StreamObserver<SubscribeResponse>>> streams = new ArrayDeque<>();
    private Message result = Account.getDefaultInstance();
    private Server server;

    PlannedGateway(DeviceKey key) {
        this.key = key;
        this.server = start();
    }

    private Server start() {
        try {
            return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String target() {
        return "127.0.0.1:" + port;
    }

    /** What was signed, in the order of its arrival. */
    List<SignedRequest> requests() {
        return requests;
    }

    synchronized PlannedGateway returns(Message message) {
        result = message;
        return this;
    }

    synchronized PlannedGateway fails(StatusRuntimeException failure) {
        failures.add(failure);
        return this;
    }

    synchronized PlannedGateway streams(Consumer<StreamObserver<SubscribeResponse>> stream) {
        streams.add(stream);
        return this;
    }

    void stop() {
        try {
            server.shutdownNow().awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void restart() {
        stop();
        server = start();
    }

    /** A refusal with its pause, if that is not zero. */
    static StatusRuntimeException refusal(GatewayReason reason, Duration pause, Map<String, String> metadata) {
        var status = com.google.rpc.Status.newBuilder()
                .setCode(reason.status().value())
                .setMessage(reason.message("r"))
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason.name())
                        .setDomain("gateway.galaxy")
                        .putAllMetadata(metadata)
                        .build()));
        if (pause.isPositive()) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                            .setSeconds(pause.toSeconds())
                            .setNanos(pause.toNanosPart()))
                    .build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    static StatusRuntimeException refusal(GatewayReason reason) {
        return refusal(reason, Duration.ZERO, Map.of());
    }

    @Override
    public synchronized void execute(SignedEnvelope envelope, StreamObserver<ExecuteResponse> response) {
        Optional<SignedRequest> request = verified(envelope);
        StatusRuntimeException failure = request.isEmpty() ? refusal(GatewayReason.SESSION_INVALID) : failures.poll();
        if (failure == null) {
            response.onNext(ExecuteResponse.newBuilder()
                    .setRequestId(request.orElseThrow().getRequestId())
                    .setResult(result.toByteString())
                    .build());
            response.onCompleted();
        } else {
            response.onError(failure);
        }
    }

    /** Without a plan the stream stays silent. */
    @Override
    public synchronized void subscribe(SignedEnvelope envelope, StreamObserver<SubscribeResponse> response) {
        verified(envelope);
        Consumer<StreamObserver<SubscribeResponse>> stream = streams.poll();
        if (stream != null) {
            stream.accept(response);
        }
    }

    private Optional<SignedRequest> verified(SignedEnvelope envelope) {
        try {
            byte[] bytes = envelope.getSignedRequest().toByteArray();
            var encoded = new ByteArrayOutputStream();
            encoded.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100"));
            encoded.writeBytes(Base64.getUrlDecoder().decode(key.publicKey()));
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            verifying.update(SigningInput.of(bytes));
            if (!verifying.verify(envelope.getSignature().toByteArray())) {
                return Optional.empty();
            }
            SignedRequest request = SignedRequest.parseFrom(bytes);
            requests.add(request);
            return Optional.of(request);
        } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
