package galaxy.client.transport;

import galaxy.client.InvalidResponseException;
import galaxy.kernel.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object of a response, each read by its name. A required field must exist and have its type; a field that
 * is not known is ignored, so that a service may be newer than its client.
 */
public final class JsonFields {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * The fields of a body.
     *
     * @throws InvalidResponseException unless the body is a JSON object; the message does not quote it, as the parser's would
     */
    public static JsonFields parse(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return new JsonFields(node, "");
            }
        } catch (JacksonException e) {
            throw new InvalidResponseException("it is not JSON");
        }
        throw new InvalidResponseException("it is not a JSON object");
    }

    /** The object as it was received. */
    public ObjectNode node() {
        return (ObjectNode) node;
    }

    public String string(String name) {
        return optionalString(name).orElseThrow(() -> wrong(name, "a string"));
    }

    /** Empty for {@code null} and for a field that is not there. */
    public Optional<String> optionalString(String name) {
        return optional(name).map(value -> {
            if (!value.isString()) {
                throw wrong(name, "a string");
            }
            return value.stringValue();
        });
    }

    public boolean bool(String name) {
        return optional(name)
                .filter(JsonNode::isBoolean)
                .orElseThrow(() -> wrong(name, "true or false"))
                .booleanValue();
    }

    public int integer(String name) {
        return optional(name)
                .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
                .orElseThrow(() -> wrong(name, "an integer"))
                .intValue();
    }

    public Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> wrong(name, "a time"));
    }

    public Optional<Instant> optionalTime(String name) {
        return optionalString(name).map(text -> Rfc3339.parse(text).orElseThrow(() -> wrong(name, "a time")));
    }

    public JsonFields object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "an object"));
    }

    public Optional<JsonFields> optionalObject(String name) {
        return optional(name).map(value -> {
            if (!value.isObject()) {
                throw wrong(name, "an object");
            }
            return new JsonFields(value, path + name + ".");
        });
    }

    public <T> List<T> list(String name, Function<JsonFields, T> row) {
        return optionalList(name, row).orElseThrow(() -> wrong(name, "an array"));
    }

    public <T> Optional<List<T>> optionalList(String name, Function<JsonFields, T> row) {
        return optional(name).map(array -> {
            if (!array.isArray()) {
                throw wrong(name, "an array");
            }
            List<T> rows = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                if (!array.get(i).isObject()) {
                    throw wrong(name + "[" + i + "]", "an object");
                }
                rows.add(row.apply(new JsonFields(array.get(i), path + name + "[" + i + "].")));
            }
            return rows;
        });
    }

    public List<String> strings(String name) {
        JsonNode array = optional(name).orElseThrow(() -> wrong(name, "an array"));
        if (!array.isArray() || !array.valueStream().allMatch(JsonNode::isString)) {
            throw wrong(name, "an array of strings");
        }
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    /** A field that breaks the contract, by its path and expected type, without its value. */
    public InvalidResponseException wrong(String name, String expected) {
        return new InvalidResponseException(path + name + " is not " + expected);
    }

    private Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }
}
