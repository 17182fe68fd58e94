package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import galaxy.users.account.Outcome;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.Refusal;
import tools.jackson.databind.JsonNode;

/** Stores the result of an idempotency key: the account as it was returned, or the refusal. */
final class RecordedResultFormat implements Format<RecordedResult> {
    @Override
    public byte[] write(RecordedResult result) {
        return JsonFields.encode(fields -> {
            fields.object("key", key -> NameCause.write(key, result.key()))
                    .number("at", result.at().toEpochMilli());
            switch (result.outcome()) {
                case Outcome.Done(var account) ->
                    fields.object("done", inner -> AccountFormat.writeAccount(inner, account));
                case Outcome.Refused(Refusal.Conflict conflict) -> fields.string("conflict", conflict.name());
                case Outcome.Refused(Refusal.ProfileUpdateBlocked blocked) -> fields.bool("blocked", true);
                case Outcome.Refused(Refusal.LoginBlocked blocked) -> fields.bool("login_blocked", true);
                case Outcome.Refused(Refusal.Invalid(String field, String reason)) ->
                    fields.object(
                            "invalid", inner -> inner.string("field", field).string("reason", reason));
            }
        });
    }

    @Override
    public RecordedResult read(byte[] stored, int from) {
        JsonNode json = StoredJson.parse(stored, from);
        return new RecordedResult(NameCause.readKey(json.required("key")), outcome(json), StoredJson.time(json, "at"));
    }

    private static Outcome.Final outcome(JsonNode json) {
        if (json.has("done")) {
            return new Outcome.Done(AccountFormat.readAccount(json.required("done")));
        }
        if (json.has("conflict")) {
            return new Outcome.Refused(Refusal.Conflict.valueOf(StoredJson.text(json, "conflict")));
        }
        if (json.has("invalid")) {
            JsonNode invalid = json.required("invalid");
            return new Outcome.Refused(
                    new Refusal.Invalid(StoredJson.text(invalid, "field"), StoredJson.text(invalid, "reason")));
        }
        return new Outcome.Refused(
                json.has("login_blocked") ? new Refusal.LoginBlocked() : new Refusal.ProfileUpdateBlocked());
    }
}
