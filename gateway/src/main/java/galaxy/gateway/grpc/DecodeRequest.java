package galaxy.gateway.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.gateway.request.ClientRequest;
import galaxy.gateway.request.Envelope;
import galaxy.gateway.request.Payload;
import galaxy.kernel.Parsed;
import galaxy.sessions.SessionId;
import galaxy.sessions.SignedBytes;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** From the bytes of a request to its values. Every error is {@code INVALID_REQUEST}. */
final class DecodeRequest {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private DecodeRequest() {}

    /** @param from the address of the client */
    static Envelope envelope(SignedEnvelope envelope, InetAddress from) {
        byte[] request = envelope.getSignedRequest().toByteArray();
        byte[] signature = envelope.getSignature().toByteArray();
        if (request.length == 0 || request.length > SigningInput.MOST_BYTES) {
            throw Errors.invalid("signed_request", "must have 1 to " + SigningInput.MOST_BYTES + " bytes");
        }
        SignedBytes bytes = SignedBytes.of(request, signature)
                .orElseThrow(() -> Errors.invalid("signature", "must have " + SigningInput.SIGNATURE_BYTES + " bytes"));
        return new Envelope(bytes, request(request), from);
    }

    private static ClientRequest request(byte[] bytes) {
        SignedRequest request = parsed(bytes);
        if (!request.getUnknownFields().asMap().isEmpty()) {
            throw Errors.invalid("signed_request", "has a field that is not of the contract");
        }
        if (request.getMessageType().isEmpty()) {
            throw Errors.invalid("message_type", "must not be empty");
        }
        if (!REQUEST_ID.matcher(request.getRequestId()).matches()) {
            throw Errors.invalid("request_id", "must have 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
        }
        String audience = request.getAudience();
        return new ClientRequest(
                sessionId(request.getDeviceSessionId()),
                request.getMessageType(),
                request.getRequestId(),
                Instant.ofEpochMilli(request.getIssuedAtMs()),
                new Payload(request.getPayload().toByteArray()),
                audience.isEmpty() ? Optional.empty() : Optional.of(audience));
    }

    private static SignedRequest parsed(byte[] bytes) {
        try {
            return SignedRequest.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw Errors.invalid("signed_request", "is not a well-formed message of its type");
        }
    }

    private static SessionId sessionId(String text) {
        return switch (SessionId.parse(text)) {
            case Parsed.Valid<SessionId>(SessionId id) -> id;
            case Parsed.Invalid<SessionId>(String reason) -> throw Errors.invalid("device_session_id", reason);
        };
    }
}
