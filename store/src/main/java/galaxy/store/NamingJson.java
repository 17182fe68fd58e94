package galaxy.store;

import galaxy.chassis.json.JsonFields;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The bookkeeping of a name as fields of the record of its owner; all that is empty is left out. */
public final class NamingJson {
    private NamingJson() {}

    public static void write(JsonFields fields, Naming naming) {
        if (!naming.held().isEmpty()) {
            fields.object("held", inner -> writeHeld(inner, naming.held().getFirst()));
        }
        if (naming.held().size() > 1) {
            fields.array("held_also", naming.held().subList(1, naming.held().size()), NamingJson::writeHeld);
        }
        naming.pending().ifPresent(pending -> fields.object("pending", inner -> write(inner, pending)));
        if (!naming.release().isEmpty()) {
            fields.array("release", naming.release(), NamingJson::writeHeld);
        }
    }

    public static Naming read(JsonNode json) {
        return new Naming(
                Stream.concat(
                                StoredJson.optional(json, "held").map(NamingJson::readHeld).stream(),
                                StoredJson.list(json, "held_also", NamingJson::readHeld).stream())
                        .toList(),
                StoredJson.optional(json, "pending").map(NamingJson::readPending),
                StoredJson.list(json, "release", NamingJson::readHeld));
    }

    private static void write(JsonFields fields, Naming.Pending pending) {
        fields.string("name", pending.names().getFirst());
        if (pending.names().size() > 1) {
            fields.array(
                    "also",
                    pending.names().subList(1, pending.names().size()),
                    (each, name) -> each.string("name", name));
        }
        fields.string("token", pending.token())
                .string("details", pending.details())
                .string("cause", pending.cause());
    }

    private static Naming.Pending readPending(JsonNode json) {
        return new Naming.Pending(
                Stream.concat(
                                Stream.of(StoredJson.text(json, "name")),
                                StoredJson.list(json, "also", each -> StoredJson.text(each, "name")).stream())
                        .toList(),
                StoredJson.text(json, "token"),
                StoredJson.text(json, "details"),
                StoredJson.text(json, "cause"));
    }

    private static void writeHeld(JsonFields fields, Naming.Held held) {
        fields.string("name", held.name()).string("token", held.token());
    }

    private static Naming.Held readHeld(JsonNode json) {
        return new Naming.Held(StoredJson.text(json, "name"), StoredJson.text(json, "token"));
    }
}
