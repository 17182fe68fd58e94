package galaxy.store;

import galaxy.chassis.json.JsonFields;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** How a kind of record is stored, in UTF-8 JSON. What {@link #write} makes, {@link #read} returns equal. */
public interface Format<T> {
    byte[] write(T value);

    /**
     * Reads a value back.
     *
     * @param stored the bytes of a record
     * @param from where the value starts in them
     */
    T read(byte[] stored, int from);

    /** The fields of a JSON object, as {@link StoredJson} reads them. */
    static <T> Format<T> json(BiConsumer<JsonFields, T> write, Function<JsonNode, T> read) {
        return new Format<>() {
            @Override
            public byte[] write(T value) {
                return JsonFields.encode(fields -> write.accept(fields, value));
            }

            @Override
            public T read(byte[] stored, int from) {
                return read.apply(StoredJson.parse(stored, from));
            }
        };
    }
}
