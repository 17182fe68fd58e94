package galaxy.auth.http;

import galaxy.auth.address.ClientInfo;
import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.code.TypedCode;
import galaxy.auth.session.DeviceName;
import galaxy.auth.user.UserDirectory;
import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Parsed;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Codes: sent and confirmed. */
final class SignInHandlers {
    private final SendCode send;
    private final ConfirmCode confirm;
    private final Terms terms;

    /**
     * What responses and parsers need to know.
     *
     * @param codeLength digits of a code
     * @param isUtf8 whether local parts may have characters outside of ASCII
     * @param sendsPerHour for {@code RateLimit-Policy}
     * @param idle how long a session lasts without use
     */
    record Terms(int codeLength, boolean isUtf8, int sendsPerHour, Duration idle) {}

    SignInHandlers(SendCode send, ConfirmCode confirm, Terms terms) {
        this.send = send;
        this.confirm = confirm;
        this.terms = terms;
    }

    Response send(Exchange exchange) {
        Fields body = exchange.body();
        Optional<TypedAddress> email = body.string("email", raw -> TypedAddress.parse(raw, terms.isUtf8()));
        Optional<String> locale = body.string("locale", Decode::word);
        Optional<ChallengeId> given = body.optionalString("challenge_id").flatMap(SignInHandlers::challenge);
        Optional<ClientInfo> client = Decode.client(body);
        body.finish();
        var request = new SendCode.Request(email.orElseThrow(), locale.orElseThrow(), given, client.orElseThrow());
        return switch (send.send(request)) {
            case SendCode.Outcome.Sent(ChallengeId id, Duration expiresIn, Duration resendIn) ->
                Response.json(
                        202,
                        fields -> fields.string("challenge_id", id.value())
                                .number("expires_in_seconds", seconds(expiresIn))
                                .number("resend_in_seconds", seconds(resendIn))
                                .number("code_length", terms.codeLength()));
            case SendCode.Outcome.Limited(Duration retryAfter) ->
                limited(retryAfter)
                        .with("RateLimit-Policy", "\"code\";q=" + terms.sendsPerHour() + ";w=3600")
                        .with("RateLimit", "\"code\";r=0;t=" + seconds(retryAfter));
        };
    }

    Response confirm(Exchange exchange) {
        Fields body = exchange.body();
        Optional<TypedCode> code = body.string("code", raw -> TypedCode.parse(raw, terms.codeLength()));
        Optional<Credential> credential = Decode.credential(body);
        Optional<String> zone = body.string("time_zone", Decode::word);
        Optional<String> language = body.string("preferred_language", Decode::word);
        Optional<String> name = body.optionalString("device_name", DeviceName::parse);
        Optional<ClientInfo> client = Decode.client(body);
        body.finish();
        Optional<ChallengeId> id = challenge(exchange.path("challenge_id"));
        if (id.isEmpty()) {
            return Response.error(ErrorCode.CHALLENGE_EXPIRED);
        }
        return response(confirm.confirm(new ConfirmCode.Request(
                id.get(),
                code.orElseThrow(),
                credential.orElseThrow(),
                zone.orElseThrow(),
                language.orElseThrow(),
                name,
                client.orElseThrow(),
                exchange.origin().cause(MutationSource.SIGN_IN))));
    }

    private Response response(ConfirmCode.Outcome outcome) {
        return switch (outcome) {
            case ConfirmCode.Outcome.SignedIn signedIn ->
                Response.ok(fields -> fields.string(
                                "device_session_id", signedIn.sessionId().value())
                        .string("user_id", signedIn.userId().value())
                        .bool("created", signedIn.isCreated())
                        .string("expires_at", Rfc3339.format(signedIn.endsAt()))
                        .number("idle_timeout_seconds", terms.idle().toSeconds())
                        .string("server_time", Rfc3339.format(signedIn.now())));
            case ConfirmCode.Outcome.WrongCode(int left) ->
                Response.error(ErrorCode.INVALID_CODE, new Detail("attempts_left", Integer.toString(left)));
            case ConfirmCode.Outcome.Expired expired -> Response.error(ErrorCode.CHALLENGE_EXPIRED);
            case ConfirmCode.Outcome.Limited(Duration retryAfter) -> limited(retryAfter);
            case ConfirmCode.Outcome.Blocked(UserDirectory.Block block) -> blocked(block);
            case ConfirmCode.Outcome.Refused(List<UserDirectory.Problem> problems) ->
                Response.error(
                        ErrorCode.INVALID_REQUEST,
                        problems.stream()
                                .map(problem -> new Detail(problem.field(), problem.reason()))
                                .toArray(Detail[]::new));
        };
    }

    private static Response blocked(UserDirectory.Block block) {
        List<Detail> details = new ArrayList<>();
        block.userId().map(UserId::value).ifPresent(id -> details.add(new Detail("user_id", id)));
        details.add(new Detail("block_reason_code", block.reason().value()));
        block.until().ifPresent(end -> details.add(new Detail("blocked_until", Rfc3339.format(end))));
        return Response.error(
                ErrorCode.LOGIN_BLOCKED, "Sign-in is blocked for this address or user.", List.copyOf(details));
    }

    private static Response limited(Duration retryAfter) {
        return Response.error(ErrorCode.TOO_MANY_REQUESTS).with("Retry-After", Long.toString(seconds(retryAfter)));
    }

    private static Optional<ChallengeId> challenge(String raw) {
        return ChallengeId.parse(raw) instanceof Parsed.Valid<ChallengeId>(ChallengeId id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /** Rounded up, at least one. */
    private static long seconds(Duration time) {
        return Math.max(1, time.plusMillis(999).toSeconds());
    }
}
