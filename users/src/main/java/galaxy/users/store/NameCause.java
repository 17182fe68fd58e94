package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import galaxy.store.CauseJson;
import galaxy.store.StoredJson;
import galaxy.users.account.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What travels with a pending name until it is taken or given up, whoever finishes it.
 *
 * @param cause for the events
 * @param answerTo the idempotency key to remember the answer under
 */
record NameCause(Cause cause, Optional<IdempotencyKey> answerTo) {
    String text() {
        return new String(
                JsonFields.encode(fields -> {
                    CauseJson.write(fields, cause);
                    fields.object("answer", answerTo, NameCause::write);
                }),
                StandardCharsets.UTF_8);
    }

    static NameCause parse(String text) {
        JsonNode json = StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), 0);
        return new NameCause(
                CauseJson.read(json), StoredJson.optional(json, "answer").map(NameCause::readKey));
    }

    static void write(JsonFields fields, IdempotencyKey key) {
        fields.string("caller", key.caller()).string("key", key.key()).string("fingerprint", key.fingerprint());
    }

    static IdempotencyKey readKey(JsonNode json) {
        return new IdempotencyKey(
                StoredJson.text(json, "caller"), StoredJson.text(json, "key"), StoredJson.text(json, "fingerprint"));
    }
}
