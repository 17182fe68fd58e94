package galaxy.store;

import galaxy.chassis.json.JsonFields;
import tools.jackson.databind.JsonNode;

/** The bookkeeping of a name as fields of the record of its owner; all that is empty is left out. */
public final class NamingJson {
    private NamingJson() {}

    public static void write(JsonFields fields, Naming naming) {
        naming.held().ifPresent(held -> fields.object("held", inner -> writeHeld(inner, held)));
        naming.pending()
                .ifPresent(pending -> fields.object(
                        "pending",
                        inner -> inner.string("name", pending.name())
                                .string("token", pending.token())
                                .string("details", pending.details())
                                .string("cause", pending.cause())));
        if (!naming.release().isEmpty()) {
            fields.array("release", naming.release(), NamingJson::writeHeld);
        }
    }

    public static Naming read(JsonNode json) {
        return new Naming(
                StoredJson.optional(json, "held").map(NamingJson::readHeld),
                StoredJson.optional(json, "pending")
                        .map(pending -> new Naming.Pending(
                                StoredJson.text(pending, "name"),
                                StoredJson.text(pending, "token"),
                                StoredJson.text(pending, "details"),
                                StoredJson.text(pending, "cause"))),
                StoredJson.list(json, "release", NamingJson::readHeld));
    }

    private static void writeHeld(JsonFields fields, Naming.Held held) {
        fields.string("name", held.name()).string("token", held.token());
    }

    private static Naming.Held readHeld(JsonNode json) {
        return new Naming.Held(StoredJson.text(json, "name"), StoredJson.text(json, "token"));
    }
}
