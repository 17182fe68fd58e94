package galaxy.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The cause of a change as fields of a stored record, for the event of a change that is completed later; what is absent is left out. */
public final class CauseJson {
    private CauseJson() {}

    public static void write(JsonFields fields, Cause cause) {
        fields.string("source", cause.mutationSource());
        cause.caller().ifPresent(caller -> fields.string("caller", caller));
        cause.requestId().ifPresent(id -> fields.string("request", id));
        cause.traceparent().ifPresent(trace -> fields.string("trace", trace));
    }

    public static Cause read(JsonNode json) {
        return new Cause(
                StoredJson.text(json, "source"), text(json, "caller"), text(json, "request"), text(json, "trace"));
    }

    /** The cause as the text of one field. */
    public static String text(Cause cause) {
        return new String(JsonFields.encode(fields -> write(fields, cause)), StandardCharsets.UTF_8);
    }

    /** What {@link #text(Cause)} made. */
    public static Cause parse(String text) {
        return read(StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return StoredJson.optional(json, field).map(JsonNode::stringValue);
    }
}
