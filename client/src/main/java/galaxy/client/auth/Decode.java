package galaxy.client.auth;

import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** From the JSON of responses to their values. {@link AuthJson} is the way back for sessions, {@link SignInResponses} has sign-in. */
final class Decode {
    private Decode() {}

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

    static DeviceSessionId sessionId(JsonFields fields) {
        return DeviceSessionId.of(fields.string("device_session_id"));
    }

    static UserId userId(JsonFields fields) {
        return optionalUserId(fields).orElseThrow(() -> fields.wrong("user_id", "a user id"));
    }

    private static Optional<UserId> optionalUserId(JsonFields fields) {
        return fields.optionalString("user_id").map(text -> switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> userId;
            case Parsed.Invalid<UserId> invalid -> throw fields.wrong("user_id", "a user id");
        });
    }
}
