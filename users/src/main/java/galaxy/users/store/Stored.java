package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words that stored records share. Times are milliseconds since 1970; a field without a value is {@code null} or left
 * out. What is stored was valid when it was written and is not checked again.
 */
final class Stored {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Stored() {}

    static JsonNode parse(byte[] stored, int from) {
        return JSON.readTree(stored, from, stored.length - from);
    }

    static String text(JsonNode json, String field) {
        return json.required(field).stringValue();
    }

    static Instant time(JsonNode json, String field) {
        return time(json.required(field));
    }

    static Instant time(JsonNode json) {
        return Instant.ofEpochMilli(json.longValue());
    }

    static Optional<JsonNode> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).filter(node -> !node.isNull());
    }

    static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> read) {
        return optional(json, field)
                .map(items -> items.valueStream().map(read).toList())
                .orElse(List.of());
    }

    static void time(JsonFields fields, String name, Optional<Instant> time) {
        time.ifPresent(at -> fields.number(name, at.toEpochMilli()));
    }

    static void actor(JsonFields fields, Actor actor) {
        fields.string("type", actor.type());
        actor.id().ifPresent(id -> fields.string("id", id));
    }

    static Actor actor(JsonNode json) {
        return new Actor(text(json, "type"), optional(json, "id").map(JsonNode::stringValue));
    }

    static ReasonCode reason(JsonNode json) {
        return ReasonCode.of(text(json, "reason"));
    }
}
