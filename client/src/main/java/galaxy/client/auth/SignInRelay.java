package galaxy.client.auth;

import galaxy.client.Outcome;
import galaxy.client.transport.JsonApi;
import galaxy.client.transport.JsonFields;
import galaxy.client.transport.JsonRequest;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sign-in for a service that passes on what auth responds: each refusal is as auth gave it, and a request is sent a second
 * time only if it surely was not sent the first time. Throws as {@link AuthClient} does.
 */
public final class SignInRelay {
    private final JsonApi<Refusal> api;

    SignInRelay(JsonApi<Refusal> api) {
        this.api = api;
    }

    /** Sends a code to an e-mail address. */
    public Outcome<SendResult.Sent, Refusal> send(CodeRequest request) {
        return once(AuthClient.CHALLENGES, Encode.send(request), SignInResponses::sent);
    }

    /** Confirms a code. */
    public Outcome<ConfirmResult.SignedIn, Refusal> confirm(ChallengeId challengeId, Confirmation confirmation) {
        return once(AuthClient.confirmPath(challengeId), Encode.confirmation(confirmation), SignInResponses::signedIn);
    }

    private <T> Outcome<T, Refusal> once(String path, ObjectNode body, Function<JsonFields, T> decode) {
        return api.call(JsonRequest.change(path, body, Optional.empty()), decode);
    }
}
