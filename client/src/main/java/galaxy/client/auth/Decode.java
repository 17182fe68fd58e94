package galaxy.client.auth;

import galaxy.client.Detail;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From the JSON of responses to their values. {@link AuthJson} is the way back for sessions. */
final class Decode {
    /** Where a limit comes without its pause, which the contract requires. */
    private static final Duration SOME_PAUSE = Duration.ofSeconds(1);

    private Decode() {}

    static SendResult.Sent sent(JsonFields fields) {
        return new SendResult.Sent(
                ChallengeId.of(fields.string("challenge_id")),
                Duration.ofSeconds(fields.integer("expires_in_seconds")),
                Duration.ofSeconds(fields.integer("resend_in_seconds")),
                fields.integer("code_length"));
    }

    static ConfirmResult.SignedIn signedIn(JsonFields fields) {
        return new ConfirmResult.SignedIn(
                sessionId(fields),
                userId(fields),
                fields.bool("created"),
                new ConfirmResult.Lifetime(
                        Duration.ofSeconds(fields.integer("idle_timeout_seconds")), fields.time("expires_at")),
                fields.time("server_time"));
    }

    /** The refusals that a confirmation expects, as results. */
    static Outcome<ConfirmResult, Refusal> confirmed(Outcome<ConfirmResult, Refusal> outcome) {
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

    static Duration retryAfter(ServiceError error) {
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

    static DeviceSession session(JsonFields fields) {
        return new DeviceSession(
                sessionId(fields),
                userId(fields),
                fields.string("credential_kind"),
                fields.optionalString("public_key_thumbprint"),
                fields.optionalString("device_name"),
                use(fields, "created_at", "created_country"),
                use(fields, "last_seen_at", "last_country"),
                fields.time("idle_expires_at"),
                fields.time("expires_at"),
                SessionStatus.of(fields.string("status")),
                fields.optionalTime("ended_at").map(at -> end(fields, at)));
    }

    private static DeviceSession.Use use(JsonFields fields, String time, String country) {
        return new DeviceSession.Use(
                fields.time(time), fields.optionalString(country).map(CountryCode::of));
    }

    private static DeviceSession.End end(JsonFields fields, Instant at) {
        JsonFields by = fields.object("ended_by");
        return new DeviceSession.End(
                at,
                ReasonCode.of(fields.string("end_reason_code")),
                new Actor(by.string("type"), by.optionalString("id")));
    }

    static BlockedSignIn blocked(JsonFields fields) {
        boolean isNew = switch (fields.string("outcome")) {
            case "blocked" -> true;
            case "already_blocked" -> false;
            default -> throw fields.wrong("outcome", "blocked or already_blocked");
        };
        return new BlockedSignIn(
                isNew,
                optionalUserId(fields),
                fields.optionalString("block_id"),
                fields.optionalTime("expires_at"),
                fields.integer("revoked"));
    }

    static UndeliveredMail mail(JsonFields fields) {
        return new UndeliveredMail(
                fields.string("mail_id"),
                fields.string("kind"),
                fields.string("to_digest"),
                fields.string("reason"),
                fields.integer("tries"),
                fields.time("failed_at"));
    }

    private static DeviceSessionId sessionId(JsonFields fields) {
        return DeviceSessionId.of(fields.string("device_session_id"));
    }

    private static UserId userId(JsonFields fields) {
        return optionalUserId(fields).orElseThrow(() -> fields.wrong("user_id", "a user id"));
    }

    private static Optional<UserId> optionalUserId(JsonFields fields) {
        return fields.optionalString("user_id").map(text -> switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> userId;
            case Parsed.Invalid<UserId> invalid -> throw fields.wrong("user_id", "a user id");
        });
    }
}
