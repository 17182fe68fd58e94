package galaxy.store;

import galaxy.chassis.json.JsonFields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of stored records. Times are milliseconds since 1970; a field without a value is {@code null} or left
 * out. What is stored was valid when it was written and is not checked again.
 */
public final class StoredJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredJson() {}

    public static JsonNode parse(byte[] stored, int from) {
        return JSON.readTree(stored, from, stored.length - from);
    }

    static byte[] bytes(JsonNode json) {
        return JSON.writeValueAsBytes(json);
    }

    public static String text(JsonNode json, String field) {
        return json.required(field).stringValue();
    }

    public static Instant time(JsonNode json, String field) {
        return time(json.required(field));
    }

    public static Instant time(JsonNode json) {
        return Instant.ofEpochMilli(json.longValue());
    }

    public static Optional<JsonNode> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).filter(node -> !node.isNull());
    }

    public static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> read) {
        return optional(json, field)
                .map(items -> items.valueStream().map(read).toList())
                .orElse(List.of());
    }

    public static void time(JsonFields fields, String name, Optional<Instant> time) {
        time.ifPresent(at -> fields.number(name, at.toEpochMilli()));
    }
}
