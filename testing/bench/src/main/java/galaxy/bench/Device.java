package galaxy.bench;

import com.google.protobuf.ByteString;
import galaxy.contracts.MessageType;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.kernel.UserId;
import java.util.concurrent.atomic.AtomicLong;

/** A device on which a player is signed in. */
record Device(DeviceKey key, String sessionId, UserId userId) {
    private static final AtomicLong REQUESTS = new AtomicLong();

    /** A request of this moment, under an id of its own. */
    SignedEnvelope sign(MessageType type) {
        return sign(sessionId, type);
    }

    /** The same, that says to be of a session. */
    SignedEnvelope sign(String session, MessageType type) {
        byte[] request = SignedRequest.newBuilder()
                .setDeviceSessionId(session)
                .setMessageType(type.code())
                .setRequestId("r-" + REQUESTS.incrementAndGet())
                .setIssuedAtMs(System.currentTimeMillis())
                .setPayload(type.payload().toByteString())
                .build()
                .toByteArray();
        return SignedEnvelope.newBuilder()
                .setSignedRequest(ByteString.copyFrom(request))
                .setSignature(ByteString.copyFrom(key.sign(SigningInput.of(request))))
                .build();
    }
}
