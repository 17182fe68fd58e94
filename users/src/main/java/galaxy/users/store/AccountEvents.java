package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.UserId;
import galaxy.store.Event;
import galaxy.users.account.Change;
import galaxy.users.account.Operation;
import galaxy.users.json.AccountJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes changes of an account as events. An event names the user by id and never holds an e-mail address. */
final class AccountEvents {
    private static final String SOURCE = "/galaxy/users";

    private AccountEvents() {}

    /** @param sequence the version of the account that the changes made */
    static List<Event> of(UserId userId, long sequence, Instant now, List<Change> changes, Cause cause) {
        List<Event> events = new ArrayList<>(changes.size());
        for (Change change : changes) {
            events.add(new Event(
                    userId + "/" + sequence + "/" + events.size(),
                    change.type().code(),
                    SOURCE,
                    userId.value(),
                    now,
                    sequence,
                    cause.traceparent().orElse(""),
                    data(change, sourced(change, cause))));
        }
        return events;
    }

    /** What the clock did keeps its own source, whichever request came upon it. */
    private static Cause sourced(Change change, Cause cause) {
        return change.operation() == Operation.EXPIRED_REPAIRED ? cause.as(Cause.EXPIRY.mutationSource()) : cause;
    }

    private static String data(Change change, Cause cause) {
        byte[] json = JsonFields.encode(fields -> {
            fields.string("operation", change.operation().code())
                    .string("mutation_source", cause.mutationSource())
                    .object("actor", change.actor(), (JsonFields inner, Actor actor) -> AccountJson.actor(inner, actor))
                    .string("request_id", cause.requestId());
            writePart(fields, change);
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    private static void writePart(JsonFields fields, Change change) {
        switch (change) {
            case Change.Profile profile ->
                fields.string("race_name", profile.raceName().value());
            case Change.Settings settings ->
                fields.string("preferred_language", settings.preferredLanguage().value())
                        .string("time_zone", settings.timeZone().value());
            case Change.OfEntitlement part ->
                fields.object("entitlement", inner -> AccountJson.entitlement(inner, part.entitlement()));
            case Change.OfSanction part ->
                fields.object("sanction", inner -> {
                    AccountJson.sanction(inner, part.sanction());
                    AccountJson.removal(inner, part.sanction().removal());
                });
            case Change.OfLimit part ->
                fields.object("limit", inner -> {
                    AccountJson.limit(inner, part.limit());
                    AccountJson.removal(inner, part.limit().removal());
                });
            case Change.DeclaredCountry country ->
                fields.string("declared_country", country.declaredCountry().value());
            case Change.Block block ->
                fields.string("reason_code", block.reason().value());
        }
    }
}
