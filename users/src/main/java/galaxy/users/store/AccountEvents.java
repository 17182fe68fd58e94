package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import galaxy.kernel.UserId;
import galaxy.store.Event;
import galaxy.store.EventFactory;
import galaxy.users.account.Change;
import galaxy.users.account.Decision;
import galaxy.users.account.Operation;
import galaxy.users.json.AccountJson;
import java.util.List;

/** Describes changes of an account for their events, which name the user by id and never by e-mail address. */
final class AccountEvents {
    private AccountEvents() {}

    /** @param sequence the version of the account that the change makes */
    static List<Event> of(EventFactory factory, Decision.Changed changed, long sequence, Cause cause) {
        List<EventFactory.Changed> changes = changed.changes().stream()
                .map(change -> describe(changed.next().userId(), change, cause))
                .toList();
        return factory.events(changes, changed.at(), sequence);
    }

    /** What expired has its own source, whichever request applied it. */
    private static EventFactory.Changed describe(UserId userId, Change change, Cause cause) {
        return new EventFactory.Changed(
                change.type().code(),
                change.operation().code(),
                userId.value(),
                change.actor(),
                change.operation() == Operation.EXPIRED_REPAIRED ? cause.as(Cause.EXPIRY.mutationSource()) : cause,
                fields -> writePart(fields, userId, change));
    }

    private static void writePart(JsonFields fields, UserId userId, Change change) {
        switch (change) {
            case Change.OfProfile profile ->
                fields.string("race_name", profile.raceName().value());
            case Change.OfSettings settings ->
                fields.string("preferred_language", settings.preferredLanguage().value())
                        .string("time_zone", settings.timeZone().value());
            case Change.OfEntitlement part ->
                fields.object("entitlement", inner -> AccountJson.entitlement(inner, part.entitlement()));
            case Change.OfSanction part ->
                fields.object("sanction", inner -> {
                    AccountJson.sanction(inner, userId, part.sanction());
                    AccountJson.removal(inner, part.sanction().removal());
                });
            case Change.OfLimit part ->
                fields.object("limit", inner -> {
                    AccountJson.limit(inner, part.limit());
                    AccountJson.removal(inner, part.limit().removal());
                });
            case Change.OfCountry country ->
                fields.string("declared_country", country.declaredCountry().value());
            case Change.OfBlock block -> {
                fields.string("reason_code", block.reason().value());
                if (block.operation() == Operation.BLOCKED) {
                    fields.time("expires_at", block.expiresAt());
                }
            }
        }
    }
}
