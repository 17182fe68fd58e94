package galaxy.users.http;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Sanction;
import galaxy.users.limit.EffectiveLimit;
import galaxy.users.standing.AccountStanding;

/** What a user is shown of the own account: nowhere an actor or a source. */
final class EncodeStanding {
    private EncodeStanding() {}

    static void standing(JsonFields fields, AccountStanding standing) {
        Account account = standing.account();
        UserId userId = account.userId();
        fields.string("user_id", userId.value())
                .time("as_of", standing.asOf())
                .object("plan", inner -> plan(inner, account.entitlement()))
                .object("email_block", account.emailBlock(), EncodeStanding::block)
                .array("active_sanctions", account.sanctions(), (row, active) -> active(row, userId, active))
                .array("past_sanctions", standing.pastSanctions(), (row, past) -> past(row, userId, past));
        Encode.markers(fields, standing.markers());
        fields.array("denials", standing.denials(), Encode::denial)
                .array("effective_limits", standing.limits(), (row, limit) -> limit(row, account, limit));
    }

    private static void plan(JsonFields fields, Entitlement entitlement) {
        fields.string("plan_code", entitlement.plan().code())
                .bool("is_paid", entitlement.isPaid())
                .time("starts_at", entitlement.startsAt())
                .time("ends_at", entitlement.endsAt());
    }

    private static void block(JsonFields fields, EmailBlock block) {
        fields.string("reason_code", block.reason().value())
                .time("blocked_at", block.blockedAt())
                .time("expires_at", block.expiresAt());
    }

    private static void active(JsonFields row, UserId userId, Sanction sanction) {
        row.string("reference", sanction.reference(userId))
                .string("sanction_code", sanction.code().code())
                .string("scope", sanction.scope().value())
                .string("reason_code", sanction.reason().value())
                .time("applied_at", sanction.appliedAt())
                .time("expires_at", sanction.expiresAt());
    }

    private static void past(JsonFields row, UserId userId, Sanction sanction) {
        active(row, userId, sanction);
        row.time("ended_at", sanction.endedAt())
                .string(
                        "removal_reason_code",
                        sanction.removal().map(removal -> removal.reason().value()));
    }

    private static void limit(JsonFields row, Account account, EffectiveLimit limit) {
        row.string("limit_code", limit.code().code())
                .number("value", limit.value().count())
                .string("origin", limit.origin().code())
                .time(
                        "expires_at",
                        ActiveRecords.find(account.limits(), limit.code()).flatMap(LimitOverride::expiresAt));
    }
}
