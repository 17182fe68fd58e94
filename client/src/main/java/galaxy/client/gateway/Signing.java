package galaxy.client.gateway;

import com.google.protobuf.ByteString;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;
import java.util.Optional;

/** One request and its repetitions, each with a later date and a signature of its own. For one thread. */
final class Signing {
    private final PlayerSession session;
    private final SignedRequest.Builder request;
    private final ServerClock clock;
    private long last;

    Signing(PlayerSession session, SignedRequest.Builder request, Optional<String> audience, ServerClock clock) {
        this.session = session;
        this.request = request.setDeviceSessionId(session.id().value());
        this.clock = clock;
        audience.ifPresent(request::setAudience);
    }

    /** The request, dated now. The same bytes would be refused. */
    SignedEnvelope sign() {
        last = Math.max(clock.date(), last + 1);
        byte[] bytes = request.setIssuedAtMs(last).build().toByteArray();
        return SignedEnvelope.newBuilder()
                .setSignedRequest(ByteString.copyFrom(bytes))
                .setSignature(ByteString.copyFrom(session.key().sign(SigningInput.of(bytes))))
                .build();
    }
}
