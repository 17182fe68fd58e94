package galaxy.gateway.http;

import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.contracts.ErrorCode;
import galaxy.gateway.signin.ClientPlace;
import galaxy.gateway.signin.ClientPlaces;
import galaxy.gateway.signin.SignIn;
import galaxy.gateway.signin.SignIn.Result;
import galaxy.kernel.Parsed;
import galaxy.kernel.Rfc3339;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codes: sent and confirmed by auth, which judges what players type. */
final class SignInHandlers {
    private static final String ED25519 = "ed25519:";
    /** Other ids are those of no challenge, and may not be part of a path. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final SignIn signIn;
    private final ClientPlaces places;

    SignInHandlers(SignIn signIn, ClientPlaces places) {
        this.signIn = signIn;
        this.places = places;
    }

    Response send(Exchange exchange) {
        Fields body = exchange.body();
        Optional<String> email = body.string("email");
        Optional<String> locale = body.optionalString("locale");
        Optional<String> again = body.optionalString("challenge_id");
        body.finish();
        ClientPlace from = place(exchange);
        var request = new SignIn.Send(
                email.orElseThrow(), locale.orElseGet(() -> from.language().value()), again);
        return switch (signIn.send(request, from, context(exchange))) {
            case Result.Done<SignIn.Sent>(SignIn.Sent sent) ->
                Response.json(
                        202,
                        fields -> fields.string("challenge_id", sent.challengeId())
                                .number("expires_in_seconds", sent.expiresIn().toSeconds())
                                .number("resend_in_seconds", sent.resendIn().toSeconds())
                                .number("code_length", sent.codeLength()));
            case Result.Refused<SignIn.Sent>(SignIn.Rejection refusal) -> refused(refusal);
        };
    }

    Response confirm(Exchange exchange) {
        Fields body = exchange.body();
        Optional<String> challengeId = body.string("challenge_id");
        Optional<String> code = body.string("code");
        Optional<String> key = body.string("client_public_key", SignInHandlers::publicKey);
        Optional<String> zone = body.string("time_zone");
        Optional<String> name = body.optionalString("device_name");
        body.finish();
        if (!ID.matcher(challengeId.orElseThrow()).matches()) {
            return Response.error(ErrorCode.CHALLENGE_EXPIRED);
        }
        var confirmation = new SignIn.Confirm(
                challengeId.orElseThrow(), code.orElseThrow(), key.orElseThrow(), zone.orElseThrow(), name);
        return switch (signIn.confirm(confirmation, place(exchange), context(exchange))) {
            case Result.Done<SignIn.SignedIn>(SignIn.SignedIn signedIn) ->
                Response.ok(fields -> fields.string("device_session_id", signedIn.sessionId())
                        .string("user_id", signedIn.userId().value())
                        .bool("created", signedIn.isCreated())
                        .string("expires_at", Rfc3339.format(signedIn.expiresAt()))
                        .number("idle_timeout_seconds", signedIn.idleTimeout().toSeconds())
                        .string("server_time", Rfc3339.format(signedIn.serverTime())));
            case Result.Refused<SignIn.SignedIn>(SignIn.Rejection refusal) -> refused(refusal);
        };
    }

    private static Parsed<String> publicKey(String text) {
        return text.startsWith(ED25519)
                ? Parsed.valid(text.substring(ED25519.length()))
                : Parsed.invalid("must be ed25519: and the 32 bytes of the key in base64url without padding");
    }

    private ClientPlace place(Exchange exchange) {
        return places.of(exchange.remoteAddress(), String.join(",", exchange.headers("Accept-Language")));
    }

    private static SignIn.Context context(Exchange exchange) {
        return new SignIn.Context(
                exchange.origin().requestId(), exchange.origin().trace().traceparent());
    }

    private static Response refused(SignIn.Rejection refusal) {
        List<Detail> details = refusal.details().stream()
                .map(problem -> new Detail(problem.field(), problem.reason()))
                .toList();
        Response response = Response.error(refusal.code(), refusal.message(), details);
        if (refusal.retryAfter().isPresent()) {
            response = response.with(
                    "Retry-After", Long.toString(refusal.retryAfter().get().toSeconds()));
        }
        if (refusal.rateLimit().isPresent()) {
            response = response.with(
                            "RateLimit-Policy", refusal.rateLimit().get().policy())
                    .with("RateLimit", refusal.rateLimit().get().state());
        }
        return response;
    }
}
