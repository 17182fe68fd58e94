package galaxy.gateway.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import galaxy.contracts.MessageType;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A signed-in device of a player, which signs as the contract says. */
record Device(DeviceKey key, String sessionId, UserId userId) {
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    /** A request of this moment, under an id of its own. */
    SignedRequest.Builder request(MessageType type, MessageLite payload) {
        return SignedRequest.newBuilder()
                .setDeviceSessionId(sessionId)
                .setMessageType(type.code())
                .setRequestId("r-" + REQUESTS.incrementAndGet())
                .setIssuedAtMs(now().toEpochMilli())
                .setPayload(payload.toByteString());
    }

    SignedRequest.Builder request(MessageType type) {
        return request(type, type.payload());
    }

    SignedEnvelope sign(SignedRequest.Builder request) {
        return sign(request.build().toByteArray());
    }

    SignedEnvelope sign(byte[] bytes) {
        return SignedEnvelope.newBuilder()
                .setSignedRequest(ByteString.copyFrom(bytes))
                .setSignature(ByteString.copyFrom(key.sign(SigningInput.of(bytes))))
                .build();
    }

    static Instant now() {
        return InstantSource.system().instant();
    }
}
