package galaxy.client.users;

import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** From the JSON of responses to their values. {@link UsersJson} is the way back. */
final class Decode {
    private Decode() {}

    static UserId userId(JsonFields fields) {
        return optionalUserId(fields).orElseThrow(() -> fields.wrong("user_id", "a user id"));
    }

    static Optional<UserId> optionalUserId(JsonFields fields) {
        return fields.optionalString("user_id").map(text -> switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> userId;
            case Parsed.Invalid<UserId> invalid -> throw fields.wrong("user_id", "a user id");
        });
    }

    static Account account(JsonFields fields) {
        return new Account(
                userId(fields),
                EmailAddress.of(fields.string("email")),
                fields.string("race_name"),
                fields.string("preferred_language"),
                fields.string("time_zone"),
                fields.optionalString("declared_country"),
                entitlement(fields.object("entitlement")),
                fields.list("active_sanctions", Decode::sanction),
                fields.list("active_limits", Decode::override),
                fields.list("effective_limits", Decode::limit),
                fields.time("created_at"),
                fields.time("updated_at"));
    }

    static UserSummary summary(JsonFields fields) {
        return new UserSummary(
                userId(fields),
                EmailAddress.of(fields.string("email")),
                fields.string("race_name"),
                Plan.of(fields.string("plan_code")),
                fields.bool("is_paid"),
                fields.optionalTime("ends_at"),
                fields.optionalString("declared_country"),
                fields.strings("active_sanctions").stream()
                        .map(SanctionCode::of)
                        .toList(),
                fields.time("created_at"));
    }

    static Entitlement entitlement(JsonFields fields) {
        return new Entitlement(
                Plan.of(fields.string("plan_code")),
                fields.bool("is_paid"),
                Source.of(fields.string("source")),
                actor(fields.object("actor")),
                ReasonCode.of(fields.string("reason_code")),
                fields.time("starts_at"),
                fields.optionalTime("ends_at"),
                fields.time("updated_at"));
    }

    static Sanction sanction(JsonFields fields) {
        return new Sanction(
                fields.optionalString("reference"),
                SanctionCode.of(fields.string("sanction_code")),
                fields.string("scope"),
                ReasonCode.of(fields.string("reason_code")),
                actor(fields.object("actor")),
                fields.time("applied_at"),
                fields.optionalTime("expires_at"));
    }

    static LimitOverride override(JsonFields fields) {
        return new LimitOverride(
                LimitCode.of(fields.string("limit_code")),
                fields.integer("value"),
                ReasonCode.of(fields.string("reason_code")),
                actor(fields.object("actor")),
                fields.time("applied_at"),
                fields.optionalTime("expires_at"));
    }

    static EffectiveLimit limit(JsonFields fields) {
        return new EffectiveLimit(
                LimitCode.of(fields.string("limit_code")),
                fields.integer("value"),
                fields.string("origin").equals(UsersJson.OVERRIDE));
    }

    static Eligibility eligibility(JsonFields fields) {
        if (!fields.bool("exists")) {
            return new Eligibility.UnknownUser(userId(fields));
        }
        return new Eligibility.Known(
                userId(fields),
                entitlement(fields.object("entitlement")),
                fields.list("active_sanctions", Decode::sanction),
                fields.list("effective_limits", Decode::limit),
                markers(fields.object("markers")),
                fields.optionalList("denials", Decode::denial).orElse(List.of()));
    }

    static Markers markers(JsonFields fields) {
        return new Markers(
                fields.bool("can_login"),
                fields.bool("can_create_private_game"),
                fields.bool("can_manage_private_game"),
                fields.bool("can_join_game"),
                fields.bool("can_update_profile"));
    }

    static Denial denial(JsonFields fields) {
        return new Denial(
                Marker.of(fields.string("marker")),
                fields.string("kind"),
                fields.string("code"),
                fields.optionalTime("expires_at"));
    }

    static EntitlementPeriod period(JsonFields fields) {
        return new EntitlementPeriod(
                Plan.of(fields.string("plan_code")),
                fields.bool("is_paid"),
                Source.of(fields.string("source")),
                actor(fields.object("actor")),
                ReasonCode.of(fields.string("reason_code")),
                fields.time("starts_at"),
                fields.optionalTime("ends_at"),
                fields.time("created_at"),
                removal(fields));
    }

    static SanctionRecord sanctionRecord(JsonFields fields) {
        return new SanctionRecord(sanction(fields), removal(fields));
    }

    static LimitRecord limitRecord(JsonFields fields) {
        return new LimitRecord(override(fields), removal(fields));
    }

    private static Optional<Removal> removal(JsonFields fields) {
        return fields.optionalTime("removed_at")
                .map(at -> new Removal(
                        at, actor(fields.object("removed_by")), ReasonCode.of(fields.string("removal_reason_code"))));
    }

    static Resolution resolution(JsonFields fields) {
        return switch (fields.string("kind")) {
            case "existing" -> new Resolution.Existing(userId(fields));
            case "creatable" -> new Resolution.Creatable();
            case "blocked" ->
                new Resolution.Blocked(
                        optionalUserId(fields), blockReason(fields), fields.optionalTime("block_expires_at"));
            default -> throw fields.wrong("kind", "existing, creatable or blocked");
        };
    }

    static EnsureResult ensured(JsonFields fields) {
        return switch (fields.string("outcome")) {
            case "existing" -> new EnsureResult.Existing(userId(fields));
            case "created" -> new EnsureResult.Created(userId(fields));
            case "blocked" ->
                new EnsureResult.Blocked(
                        optionalUserId(fields), blockReason(fields), fields.optionalTime("block_expires_at"));
            default -> throw fields.wrong("outcome", "existing, created or blocked");
        };
    }

    static BlockResult blocking(JsonFields fields) {
        return switch (fields.string("outcome")) {
            case "blocked" ->
                new BlockResult.Blocked(
                        optionalUserId(fields), fields.optionalString("block_id"), fields.optionalTime("expires_at"));
            case "already_blocked" ->
                new BlockResult.AlreadyBlocked(
                        optionalUserId(fields), fields.optionalString("block_id"), fields.optionalTime("expires_at"));
            default -> throw fields.wrong("outcome", "blocked or already_blocked");
        };
    }

    static EmailBlock emailBlock(JsonFields fields) {
        return new EmailBlock(
                fields.string("block_id"),
                EmailAddress.of(fields.string("email")),
                ReasonCode.of(fields.string("reason_code")),
                fields.optionalObject("actor").map(Decode::actor),
                fields.time("blocked_at"),
                fields.optionalTime("expires_at"),
                optionalUserId(fields));
    }

    static UnblockResult unblocking(JsonFields fields) {
        return switch (fields.string("outcome")) {
            case "unblocked" -> new UnblockResult.Unblocked(optionalUserId(fields));
            case "not_blocked" -> new UnblockResult.NotBlocked(optionalUserId(fields));
            default -> throw fields.wrong("outcome", "unblocked or not_blocked");
        };
    }

    static DeclaredCountry country(JsonFields fields) {
        return new DeclaredCountry(userId(fields), fields.string("declared_country"), fields.time("updated_at"));
    }

    static EntitlementState entitlementState(JsonFields fields) {
        return new EntitlementState(userId(fields), entitlement(fields.object("entitlement")));
    }

    static SanctionState sanctionState(JsonFields fields) {
        return new SanctionState(userId(fields), fields.list("active_sanctions", Decode::sanction));
    }

    static LimitState limitState(JsonFields fields) {
        return new LimitState(
                userId(fields),
                fields.list("active_limits", Decode::override),
                fields.list("effective_limits", Decode::limit));
    }

    private static ReasonCode blockReason(JsonFields fields) {
        return ReasonCode.of(fields.string("block_reason_code"));
    }

    private static Actor actor(JsonFields fields) {
        return new Actor(fields.string("type"), fields.optionalString("id"));
    }
}
