package galaxy.client.auth;

import galaxy.client.Detail;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.transport.JsonFields;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.util.Optional;

/** From the responses of sign-in to their values: the gateway passes those of auth on. */
public final class SignInResponses {
    /** Where a limit comes without its pause, which the contract requires. */
    private static final Duration SOME_PAUSE = Duration.ofSeconds(1);

    private SignInResponses() {}

    /** The response to a request for a code. */
    public static SendResult.Sent sent(JsonFields fields) {
        return new SendResult.Sent(
                ChallengeId.of(fields.string("challenge_id")),
                Duration.ofSeconds(fields.integer("expires_in_seconds")),
                Duration.ofSeconds(fields.integer("resend_in_seconds")),
                fields.integer("code_length"));
    }

    /** The response to a right code. */
    public static ConfirmResult.SignedIn signedIn(JsonFields fields) {
        return new ConfirmResult.SignedIn(
                Decode.sessionId(fields),
                Decode.userId(fields),
                fields.bool("created"),
                new ConfirmResult.Lifetime(
                        Duration.ofSeconds(fields.integer("idle_timeout_seconds")), fields.time("expires_at")),
                fields.time("server_time"));
    }

    /** The refusals that a confirmation expects, as results. */
    public static Outcome<ConfirmResult, Refusal> confirmed(Outcome<ConfirmResult, Refusal> outcome) {
        return switch (outcome) {
            case Outcome.Done<ConfirmResult, Refusal> done -> done;
            case Outcome.Refused<ConfirmResult, Refusal> refused ->
                switch (refused.reason()) {
                    case INVALID_CODE -> new Outcome.Done<>(new ConfirmResult.WrongCode(attemptsLeft(refused.error())));
                    case LOGIN_BLOCKED -> new Outcome.Done<>(blocked(refused.error()));
                    case CHALLENGE_EXPIRED -> new Outcome.Done<>(new ConfirmResult.Expired());
                    case TOO_MANY_REQUESTS ->
                        new Outcome.Done<>(new ConfirmResult.Limited(retryAfter(refused.error())));
                    case INVALID_REQUEST, USER_NOT_FOUND, SESSION_NOT_FOUND, CONFLICT -> refused;
                };
        };
    }

    /** A limit, which a request for a code expects, as its result. */
    public static Outcome<SendResult, Refusal> limited(Outcome<SendResult, Refusal> outcome) {
        return outcome instanceof Outcome.Refused<SendResult, Refusal>(Refusal reason, ServiceError error)
                        && reason == Refusal.TOO_MANY_REQUESTS
                ? new Outcome.Done<>(new SendResult.Limited(retryAfter(error)))
                : outcome;
    }

    private static Duration retryAfter(ServiceError error) {
        return error.retryAfter().orElse(SOME_PAUSE);
    }

    private static int attemptsLeft(ServiceError error) {
        return detail(error, "attempts_left")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new InvalidResponseException("the detail attempts_left is not a number"));
    }

    private static ConfirmResult.Blocked blocked(ServiceError error) {
        return new ConfirmResult.Blocked(
                detail(error, "user_id").map(UserId::of),
                detail(error, "block_reason_code").map(ReasonCode::of),
                detail(error, "blocked_until").flatMap(Rfc3339::parse));
    }

    private static Optional<String> detail(ServiceError error, String field) {
        return error.details().stream()
                .filter(detail -> detail.field().equals(field))
                .map(Detail::reason)
                .findFirst();
    }
}
