package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.store.CauseJson;
import galaxy.store.StoredJson;
import galaxy.users.account.RequestKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Stored with a pending name, so that any caller can complete the change.
 *
 * @param cause for the events
 * @param recordUnder the idempotency key to record the result under
 */
record NameCause(Cause cause, Optional<RequestKey> recordUnder) {
    String text() {
        return new String(
                JsonFields.encode(fields -> {
                    CauseJson.write(fields, cause);
                    fields.object("answer", recordUnder, NameCause::write);
                }),
                StandardCharsets.UTF_8);
    }

    static NameCause parse(String text) {
        JsonNode json = StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), 0);
        return new NameCause(
                CauseJson.read(json), StoredJson.optional(json, "answer").map(NameCause::readKey));
    }

    static void write(JsonFields fields, RequestKey key) {
        fields.string("caller", key.caller()).string("key", key.key().value()).string("fingerprint", key.fingerprint());
    }

    static RequestKey readKey(JsonNode json) {
        return new RequestKey(
                StoredJson.text(json, "caller"),
                IdempotencyKey.of(StoredJson.text(json, "key")),
                StoredJson.text(json, "fingerprint"));
    }
}
