package galaxy.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of a stored record that this version does not know, because another version wrote them: they stay when the record is
 * written again, as long as the object that they are part of. Items of a list are the same item when they have the same
 * {@code seq}; objects in a record that have a {@code number} are the same when it is the same, whatever field they are in.
 */
final class UnknownFields {
    private static final String SEQ = "seq";
    private static final String NUMBER = "number";

    private UnknownFields() {}

    /**
     * A new form of a record, with the unknown fields of its present form.
     *
     * @param stored the present form
     * @param known the present form as this version writes it
     * @param next the new form as this version writes it
     */
    static byte[] carried(byte[] stored, byte[] known, byte[] next) {
        if (Arrays.equals(stored, known)) {
            return next;
        }
        JsonNode result = StoredJson.parse(next, 0);
        carry(StoredJson.parse(stored, 0), StoredJson.parse(known, 0), result);
        return StoredJson.bytes(result);
    }

    /** The item of a list in a stored record that has a number. */
    static Optional<byte[]> item(byte[] stored, String list, long seq) {
        return StoredJson.optional(StoredJson.parse(stored, 0), list)
                .flatMap(items -> item(items, seq))
                .map(StoredJson::bytes);
    }

    /** The object in a stored record that has a number. */
    static Optional<byte[]> part(byte[] stored, long number) {
        return part(StoredJson.parse(stored, 0), number).map(StoredJson::bytes);
    }

    private static void carry(JsonNode stored, JsonNode known, JsonNode next) {
        if (stored.isArray()) {
            stored.valueStream().filter(item -> item.has(SEQ)).forEach(item -> {
                long seq = item.required(SEQ).longValue();
                Optional<JsonNode> inKnown = item(known, seq);
                Optional<JsonNode> inNext = item(next, seq);
                if (inKnown.isPresent() && inNext.isPresent()) {
                    carry(item, inKnown.get(), inNext.get());
                }
            });
            return;
        }
        if (!(next instanceof ObjectNode after)) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : stored.properties()) {
            String name = field.getKey();
            boolean isInNext = after.has(name);
            if (field.getValue().has(NUMBER) && known.has(name)) {
                part(after, field.getValue().path(NUMBER).longValue(-1))
                        .ifPresent(same -> carry(field.getValue(), known.required(name), same));
            } else if (known.has(name) && isInNext) {
                carry(field.getValue(), known.required(name), after.required(name));
            } else if (!known.has(name) && !isInNext) {
                after.set(name, field.getValue());
            }
        }
    }

    private static Optional<JsonNode> part(JsonNode object, long number) {
        return object.valueStream()
                .filter(field -> field.path(NUMBER).longValue(-1) == number)
                .findFirst();
    }

    private static Optional<JsonNode> item(JsonNode items, long seq) {
        return items.valueStream()
                .filter(item -> item.path(SEQ).longValue(-1) == seq)
                .findFirst();
    }
}
