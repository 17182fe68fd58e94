package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.contact.Contact;
import galaxy.connections.user.UserRef;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a contact is stored; an empty object once it was removed. */
final class ContactFormat {
    static final Format<Optional<Contact>> CONTACT = Format.json(
            (fields, contact) -> contact.ifPresent(known -> write(fields, known)),
            json -> json.isEmpty() ? Optional.empty() : Optional.of(read(json)));

    private ContactFormat() {}

    static void write(JsonFields fields, Contact contact) {
        fields.string("owner", contact.owner().value())
                .string("contact", contact.contact().value())
                .number("created", contact.createdAt().toEpochMilli())
                .number("updated", contact.updatedAt().toEpochMilli());
    }

    static Contact read(JsonNode json) {
        return new Contact(
                UserRef.of(StoredJson.text(json, "owner")),
                UserRef.of(StoredJson.text(json, "contact")),
                StoredJson.time(json, "created"),
                StoredJson.time(json, "updated"));
    }
}
