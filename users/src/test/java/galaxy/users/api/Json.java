package galaxy.users.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as tests write and read it: with single quotes, since no value of theirs needs one. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Single quotes for double ones, unless the text has double ones already. */
    static String quoted(String text) {
        return text.indexOf('"') < 0 ? text.replace('\'', '"') : text;
    }

    /** Without white space between tokens; the order of the fields stays. */
    static String compact(String text) {
        return MAPPER.readTree(quoted(text)).toString();
    }

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** A string as a JSON literal, with any content. */
    static String literal(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** One field of each item of an array. */
    static List<String> each(JsonNode items, String field) {
        List<String> values = new ArrayList<>();
        items.forEach(item -> values.add(item.path(field).asString("null")));
        return values;
    }
}
