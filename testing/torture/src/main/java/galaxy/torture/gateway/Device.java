package galaxy.torture.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import galaxy.client.gateway.DeviceKey;
import galaxy.contracts.MessageType;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;

/** What a player is signed in with. Not thread-safe. */
final class Device {
    final String session;
    final DeviceKey key;
    private long least;

    Device(String session, DeviceKey key) {
        this.session = session;
        this.key = key;
    }

    /** Nothing that is dated before this time is accepted. */
    void dateFrom(long millis) {
        least = Math.max(least, millis);
    }

    /** A request of this moment; no two have the same bytes. */
    SignedEnvelope sign(String id, MessageType type, MessageLite payload) {
        long issuedAt = Math.max(System.currentTimeMillis(), least);
        least = issuedAt + 1;
        byte[] bytes = SignedRequest.newBuilder()
                .setDeviceSessionId(session)
                .setMessageType(type.code())
                .setRequestId(id)
                .setIssuedAtMs(issuedAt)
                .setPayload(payload.toByteString())
                .build()
                .toByteArray();
        return SignedEnvelope.newBuilder()
                .setSignedRequest(ByteString.copyFrom(bytes))
                .setSignature(ByteString.copyFrom(key.sign(SigningInput.of(bytes))))
                .build();
    }
}
