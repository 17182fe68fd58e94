package galaxy.client;

import galaxy.kernel.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of an object of an answer, each taken by its name. What is needed must be there and of its type; what is
 * not known is passed over, so that a service may say more than its clients know.
 */
final class Fields {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode node;
    private final String path;

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** @throws UnreadableAnswerException if that is no JSON object; the parser's words would quote the body */
    static Fields parse(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return new Fields(node, "");
            }
        } catch (JacksonException e) {
            throw new UnreadableAnswerException("it is not JSON");
        }
        throw new UnreadableAnswerException("it is not a JSON object");
    }

    String string(String name) {
        return optionalString(name).orElseThrow(() -> wrong(name, "a string"));
    }

    /** Empty for {@code null} and for a field that is not there. */
    Optional<String> optionalString(String name) {
        return optional(name).map(value -> {
            if (!value.isString()) {
                throw wrong(name, "a string");
            }
            return value.stringValue();
        });
    }

    boolean bool(String name) {
        return optional(name)
                .filter(JsonNode::isBoolean)
                .orElseThrow(() -> wrong(name, "true or false"))
                .booleanValue();
    }

    int integer(String name) {
        return optional(name)
                .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
                .orElseThrow(() -> wrong(name, "an integer"))
                .intValue();
    }

    Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> wrong(name, "a time"));
    }

    Optional<Instant> optionalTime(String name) {
        return optionalString(name).map(text -> Rfc3339.parse(text).orElseThrow(() -> wrong(name, "a time")));
    }

    Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "an object"));
    }

    Optional<Fields> optionalObject(String name) {
        return optional(name).map(value -> {
            if (!value.isObject()) {
                throw wrong(name, "an object");
            }
            return new Fields(value, path + name + ".");
        });
    }

    <T> List<T> list(String name, Function<Fields, T> row) {
        return optionalList(name, row).orElseThrow(() -> wrong(name, "an array"));
    }

    <T> Optional<List<T>> optionalList(String name, Function<Fields, T> row) {
        return optional(name).map(array -> {
            if (!array.isArray()) {
                throw wrong(name, "an array");
            }
            List<T> rows = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                if (!array.get(i).isObject()) {
                    throw wrong(name + "[" + i + "]", "an object");
                }
                rows.add(row.apply(new Fields(array.get(i), path + name + "[" + i + "].")));
            }
            return rows;
        });
    }

    /** What is wrong, by place and wanted type, without the value. */
    UnreadableAnswerException wrong(String name, String wanted) {
        return new UnreadableAnswerException(path + name + " is not " + wanted);
    }

    private Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }
}
