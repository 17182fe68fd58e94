package galaxy.chassis.json;

import galaxy.kernel.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the fields of one JSON object, in order and by explicit name. A field without a value is written as
 * {@code null}, never left out. Times are RFC 3339 in UTC with three fraction digits.
 */
public final class JsonFields {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private JsonFields(JsonGenerator out) {
        this.out = out;
    }

    /** The object in UTF-8. */
    public static byte[] encode(Consumer<JsonFields> fields) {
        var bytes = new Bytes();
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            fields.accept(new JsonFields(out));
            out.writeEndObject();
        }
        return bytes.all();
    }

    /** Takes no more room than it needs when all comes at once, as everything short does, and is not copied then. */
    private static final class Bytes extends ByteArrayOutputStream {
        private Bytes() {
            super(0);
        }

        private byte[] all() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    public JsonFields string(String name, String value) {
        out.writeStringProperty(name, value);
        return this;
    }

    public JsonFields string(String name, Optional<String> value) {
        out.writeName(name);
        value.ifPresentOrElse(out::writeString, out::writeNull);
        return this;
    }

    public JsonFields number(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    public JsonFields bool(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    public JsonFields time(String name, Instant value) {
        out.writeStringProperty(name, Rfc3339.format(value));
        return this;
    }

    public JsonFields time(String name, Optional<Instant> value) {
        return string(name, value.map(Rfc3339::format));
    }

    public JsonFields nothing(String name) {
        out.writeNullProperty(name);
        return this;
    }

    public JsonFields object(String name, Consumer<JsonFields> fields) {
        out.writeObjectPropertyStart(name);
        fields.accept(this);
        out.writeEndObject();
        return this;
    }

    /** An object, or {@code null} when there is no value. */
    public <T> JsonFields object(String name, Optional<T> value, BiConsumer<JsonFields, T> fields) {
        return value.isPresent() ? object(name, inner -> fields.accept(inner, value.get())) : nothing(name);
    }

    /** The texts themselves. */
    public JsonFields strings(String name, Collection<String> texts) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
        return this;
    }

    /** One object for each item. */
    public <T> JsonFields array(String name, Collection<T> items, BiConsumer<JsonFields, T> fields) {
        out.writeArrayPropertyStart(name);
        for (var item : items) {
            out.writeStartObject();
            fields.accept(this, item);
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }
}
