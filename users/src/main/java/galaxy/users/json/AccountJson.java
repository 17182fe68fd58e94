package galaxy.users.json;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.UserId;
import galaxy.users.account.Entitlement;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Removal;
import galaxy.users.account.Sanction;
import java.util.Optional;

/** Writes the parts of an account, field by field as the contract names them. */
public final class AccountJson {
    private AccountJson() {}

    public static void entitlement(JsonFields fields, Entitlement entitlement) {
        fields.string("plan_code", entitlement.plan().code())
                .bool("is_paid", entitlement.isPaid())
                .string("source", entitlement.source().value())
                .object("actor", actor -> actor(actor, entitlement.actor()))
                .string("reason_code", entitlement.reason().value())
                .time("starts_at", entitlement.startsAt())
                .time("ends_at", entitlement.endsAt())
                .time("updated_at", entitlement.updatedAt());
    }

    /**
     * A sanction with its reference.
     *
     * @param userId whose it is
     */
    public static void sanction(JsonFields fields, UserId userId, Sanction sanction) {
        fields.string("reference", sanction.reference(userId))
                .string("sanction_code", sanction.code().code())
                .string("scope", sanction.scope().value())
                .string("reason_code", sanction.reason().value())
                .object("actor", actor -> actor(actor, sanction.actor()))
                .time("applied_at", sanction.appliedAt())
                .time("expires_at", sanction.expiresAt());
    }

    public static void limit(JsonFields fields, LimitOverride limit) {
        fields.string("limit_code", limit.code().code())
                .number("value", limit.value().count())
                .string("reason_code", limit.reason().value())
                .object("actor", actor -> actor(actor, limit.actor()))
                .time("applied_at", limit.appliedAt())
                .time("expires_at", limit.expiresAt());
    }

    /** When, by whom and why a record was removed; three {@code null}s if it was not. */
    public static void removal(JsonFields fields, Optional<Removal> removal) {
        fields.time("removed_at", removal.map(Removal::at))
                .object("removed_by", removal.map(Removal::by), AccountJson::actor)
                .string("removal_reason_code", removal.map(by -> by.reason().value()));
    }

    public static void actor(JsonFields fields, Actor actor) {
        fields.string("type", actor.type()).string("id", actor.id());
    }
}
