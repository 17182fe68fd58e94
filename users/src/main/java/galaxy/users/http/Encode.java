package galaxy.users.http;

import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Outcome;
import galaxy.users.account.Refusal;
import galaxy.users.account.Sanction;
import galaxy.users.block.BlockListing.ListedBlock;
import galaxy.users.eligibility.Denial;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.eligibility.Marker;
import galaxy.users.eligibility.Markers;
import galaxy.users.history.EntitlementHistory;
import galaxy.users.json.AccountJson;
import galaxy.users.limit.EffectiveLimit;
import galaxy.users.limit.LimitCatalogue;
import java.util.List;
import java.util.function.Function;

/** Responses, field by field as the contract names them. */
final class Encode {
    private final LimitCatalogue catalogue;

    Encode(LimitCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The account aggregate. */
    void account(JsonFields fields, Account account) {
        fields.string("user_id", account.userId().value())
                .string("email", account.email().value())
                .string("race_name", account.raceName().value())
                .string("preferred_language", account.preferredLanguage().value())
                .string("time_zone", account.timeZone().value())
                .string("declared_country", account.declaredCountry().map(CountryCode::value));
        entitlement(fields, account);
        activeSanctions(fields, account);
        limits(fields, account);
        fields.time("created_at", account.createdAt()).time("updated_at", account.updatedAt());
    }

    /** What a table of users shows. */
    static void summary(JsonFields fields, Account account) {
        Entitlement entitlement = account.entitlement();
        fields.string("user_id", account.userId().value())
                .string("email", account.email().value())
                .string("race_name", account.raceName().value())
                .string("plan_code", entitlement.plan().code())
                .bool("is_paid", entitlement.isPaid())
                .time("ends_at", entitlement.endsAt())
                .string("declared_country", account.declaredCountry().map(CountryCode::value))
                .strings(
                        "active_sanctions",
                        account.sanctions().stream()
                                .map(sanction -> sanction.code().code())
                                .toList())
                .time("created_at", account.createdAt());
    }

    static void entitlement(JsonFields fields, Account account) {
        entitlement(fields, account.entitlement());
    }

    private static void entitlement(JsonFields fields, Entitlement entitlement) {
        fields.object("entitlement", inner -> AccountJson.entitlement(inner, entitlement));
    }

    static void activeSanctions(JsonFields fields, Account account) {
        sanctions(fields, account.userId(), account.sanctions());
    }

    private static void sanctions(JsonFields fields, UserId userId, List<Sanction> active) {
        fields.array("active_sanctions", active, (row, sanction) -> AccountJson.sanction(row, userId, sanction));
    }

    /** The overrides in force, and all limits that apply. */
    void limits(JsonFields fields, Account account) {
        fields.array("active_limits", account.limits(), AccountJson::limit);
        effectiveLimits(fields, catalogue.effective(account.entitlement().isPaid(), account.limits()));
    }

    private static void effectiveLimits(JsonFields fields, List<EffectiveLimit> limits) {
        fields.array(
                "effective_limits",
                limits,
                (row, limit) -> row.string("limit_code", limit.code().code())
                        .number("value", limit.value().count())
                        .string("origin", limit.origin().code()));
    }

    static void markers(JsonFields fields, Markers markers) {
        fields.object("markers", inner -> {
            for (Marker marker : Marker.values()) {
                inner.bool(marker.code(), markers.has(marker));
            }
        });
    }

    static void declaredCountry(JsonFields fields, Account account) {
        fields.string("user_id", account.userId().value())
                .string("declared_country", account.declaredCountry().map(CountryCode::value))
                .time("updated_at", account.updatedAt());
    }

    static void eligibility(JsonFields fields, UserId userId, Eligibility eligibility) {
        entitlement(fields, eligibility.entitlement());
        sanctions(fields, userId, eligibility.sanctions());
        effectiveLimits(fields, eligibility.limits());
        markers(fields, eligibility.markers());
    }

    static void denial(JsonFields row, Denial denial) {
        row.string("marker", denial.marker().code())
                .string("kind", denial.kind().code())
                .string("code", denial.code())
                .time("expires_at", denial.expiresAt());
    }

    static void period(JsonFields row, EntitlementHistory.Entry entry) {
        EntitlementPeriod period = entry.period();
        row.string("plan_code", period.plan().code())
                .bool("is_paid", period.plan().isPaid())
                .string("source", period.source().value())
                .object("actor", actor -> AccountJson.actor(actor, period.actor()))
                .string("reason_code", period.reason().value())
                .time("starts_at", period.startsAt())
                .time("ends_at", period.endsAt())
                .time("created_at", period.createdAt());
        AccountJson.removal(row, entry.removal());
    }

    static void pastSanction(JsonFields row, UserId userId, Sanction sanction) {
        AccountJson.sanction(row, userId, sanction);
        AccountJson.removal(row, sanction.removal());
    }

    static void pastLimit(JsonFields row, LimitOverride limit) {
        AccountJson.limit(row, limit);
        AccountJson.removal(row, limit.removal());
    }

    /** The response to a command on an account. */
    static Response outcome(Outcome outcome, Function<Account, Response> done) {
        return switch (outcome) {
            case Outcome.Done(Account account) -> done.apply(account);
            case Outcome.Refused(Refusal refusal) -> refusal(refusal);
            case Outcome.UnknownUser unknown -> userNotFound();
            case Outcome.KeyReused reused -> keyReused();
        };
    }

    static Response keyReused() {
        return conflict("The Idempotency-Key was used with another request. Send a new key with a new request.");
    }

    /** A row of the listing of blocks. */
    static void block(JsonFields row, ListedBlock listed) {
        EmailBlock block = listed.block();
        row.string("block_id", listed.blockId())
                .string("email", listed.email().value())
                .string("reason_code", block.reason().value())
                .object("actor", block.actor(), AccountJson::actor)
                .time("blocked_at", block.blockedAt())
                .time("expires_at", block.expiresAt())
                .string("user_id", listed.userId().map(UserId::value));
    }

    static Response userNotFound() {
        return Response.error(ErrorCode.USER_NOT_FOUND);
    }

    private static Response refusal(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Invalid(String field, String reason) ->
                Response.error(ErrorCode.INVALID_REQUEST, new Detail(field, reason));
            case Refusal.ProfileUpdateBlocked blocked ->
                Response.error(ErrorCode.PROFILE_UPDATE_BLOCKED, blocked.sentence(), List.of());
            case Refusal.LoginBlocked blocked -> Response.error(ErrorCode.LOGIN_BLOCKED, blocked.sentence(), List.of());
            case Refusal.Conflict conflict -> conflict(conflict.sentence());
        };
    }

    private static Response conflict(String message) {
        return Response.error(ErrorCode.CONFLICT, message, List.of());
    }
}
