package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import galaxy.store.Stored;
import tools.jackson.databind.JsonNode;

/** What is behind a change, kept until whoever finishes it announces it. */
final class CauseJson {
    private CauseJson() {}

    static void write(JsonFields fields, Cause cause) {
        fields.string("source", cause.mutationSource());
        cause.requestId().ifPresent(id -> fields.string("request", id));
        cause.traceparent().ifPresent(trace -> fields.string("trace", trace));
    }

    static Cause read(JsonNode json) {
        return new Cause(
                Stored.text(json, "source"),
                Stored.optional(json, "request").map(JsonNode::stringValue),
                Stored.optional(json, "trace").map(JsonNode::stringValue));
    }
}
