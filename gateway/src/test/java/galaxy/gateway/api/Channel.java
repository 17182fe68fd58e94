package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A game client's connection to a gateway. */
final class Channel implements AutoCloseable {
    final ManagedChannel grpc;

    Channel(String target) {
        grpc = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
    }

    /** An error as a client reads it. */
    record Refused(com.google.rpc.Status status) {
        static Refused of(StatusRuntimeException e) {
            return new Refused(Optional.ofNullable(StatusProto.fromThrowable(e)).orElseThrow());
        }

        ErrorInfo info() {
            return detail(ErrorInfo.class).orElseThrow();
        }

        <T extends Message> Optional<T> detail(Class<T> type) {
            try {
                for (Any any : status.getDetailsList()) {
                    if (any.is(type)) {
                        return Optional.of(any.unpack(type));
                    }
                }
                return Optional.empty();
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        /** The status that belongs to the reason, the domain, and the details that the contract promises. */
        Refused as(GatewayReason reason) {
            assertThat(info().getReason()).as(status.toString()).isEqualTo(reason.name());
            assertThat(info().getDomain()).isEqualTo("gateway.galaxy");
            assertThat(status.getCode()).isEqualTo(reason.status().value());
            assertThat(status.getSerializedSize()).isLessThan(4096 * 3 / 4);
            boolean isTemporary =
                    reason == GatewayReason.TOO_MANY_REQUESTS || reason == GatewayReason.SERVICE_UNAVAILABLE;
            if (isTemporary) {
                assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(1));
            }
            assertThat(detail(BadRequest.class).isPresent()).isEqualTo(reason == GatewayReason.INVALID_REQUEST);
            return this;
        }

        Refused field(String name) {
            assertThat(detail(BadRequest.class).orElseThrow().getFieldViolationsList())
                    .extracting(BadRequest.FieldViolation::getField)
                    .containsExactly(name);
            return this;
        }

        Refused words(String code) {
            assertThat(info().getMetadataOrThrow("code")).isEqualTo(code);
            assertThat(info().getMetadataOrThrow("message")).isNotEmpty();
            return this;
        }

        Instant time(String name) {
            return Instant.ofEpochMilli(Long.parseLong(info().getMetadataOrThrow(name)));
        }

        Duration retryAfter() {
            var delay = detail(RetryInfo.class).orElseThrow().getRetryDelay();
            return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
        }
    }

    GatewayServiceGrpc.GatewayServiceBlockingStub stub() {
        return GatewayServiceGrpc.newBlockingStub(grpc).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    ExecuteResponse execute(SignedEnvelope envelope) {
        return stub().execute(envelope);
    }

    Refused refused(SignedEnvelope envelope) {
        try {
            ExecuteResponse response = execute(envelope);
            throw new AssertionError("It was accepted: " + response);
        } catch (StatusRuntimeException e) {
            return Refused.of(e);
        }
    }

    /** Waits until a request can be accepted: on a new store that takes about a second. */
    void awaitReady(Device device) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                execute(device.sign(device.request(MessageType.USER_ACCOUNT_GET)));
                return true;
            } catch (StatusRuntimeException e) {
                Refused.of(e).as(GatewayReason.STALE_REQUEST);
                return false;
            }
        });
    }

    @Override
    public void close() {
        grpc.shutdownNow();
    }
}
