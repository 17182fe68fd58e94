package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import galaxy.store.Stored;
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
                JsonFields.encode(fields -> fields.string("source", cause.mutationSource())
                        .string("request", cause.requestId())
                        .string("trace", cause.traceparent())
                        .object("answer", answerTo, NameCause::write)),
                StandardCharsets.UTF_8);
    }

    static NameCause parse(String text) {
        JsonNode json = Stored.parse(text.getBytes(StandardCharsets.UTF_8), 0);
        return new NameCause(
                new Cause(
                        Stored.text(json, "source"),
                        Stored.optional(json, "request").map(JsonNode::stringValue),
                        Stored.optional(json, "trace").map(JsonNode::stringValue)),
                Stored.optional(json, "answer").map(NameCause::readKey));
    }

    static void write(JsonFields fields, IdempotencyKey key) {
        fields.string("caller", key.caller()).string("key", key.key()).string("fingerprint", key.fingerprint());
    }

    static IdempotencyKey readKey(JsonNode json) {
        return new IdempotencyKey(
                Stored.text(json, "caller"), Stored.text(json, "key"), Stored.text(json, "fingerprint"));
    }
}
