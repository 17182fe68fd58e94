package galaxy.torture.connections;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Links.Link;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Profiles.Profile;
import galaxy.testkit.RecordSet;
import galaxy.testkit.RecordSet.Row;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Findings;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the store has of connections, by the ids in the keys, and as a model: see {@code docs/reference/store.md}. */
final class StoredConnections {
    private static final String PROFILE = "id profile/username/name profile/public/name profile/public/set"
            + " profile/public/asset profile/public/bio profile/created profile/updated";
    private static final String CONTACT = "owner contact created updated";
    private static final String LINK = "no-id owner token created expires revoked max uses label";
    private static final String EVENT = "link kind actor request at";

    final RecordSet records;
    final ConnectionsModel model = new ConnectionsModel();
    final Map<String, Row> profiles;
    final Map<String, Row> links;
    final Map<Pair, Row> contacts;
    final Map<Pair, Row> uses;
    final Map<Pair, Row> usedLinks;

    record Pair(String first, String second) {
        private static Pair of(RecordSet.Key key) {
            return new Pair(key.part(0), key.part(1));
        }

        Pair turned() {
            return new Pair(/* first= */ second, /* second= */ first);
        }
    }

    StoredConnections(StoreImage image) {
        records = new RecordSet(image, "connections");
        profiles = records.all("profile", key -> key.part(0), records::row);
        links = records.all("link", key -> key.part(0), records::row);
        contacts = pairs("contact");
        uses = pairs("use");
        usedLinks = pairs("used");
        var events = records.all("link-events", key -> key.part(0), records::list);
        profiles.forEach((user, row) -> message(row, "profile", UserProfile.getDefaultInstance(), PROFILE)
                .ifPresent(profile ->
                        model.profiles().byUser().put(user, new Profile(profile, Optional.empty(), Optional.empty()))));
        contacts.values()
                .forEach(row -> message(row, "contact", Contact.getDefaultInstance(), CONTACT)
                        .ifPresent(model.contacts()::put));
        links.forEach((id, row) -> model.links().byId().put(id, link(id, row, events.getOrDefault(id, List.of()))));
    }

    Map<Pair, Row> pairs(String kind) {
        return records.rows(kind).values().stream().collect(Collectors.toMap(row -> Pair.of(row.key()), row -> row));
    }

    /** The members of the sorted sets of a kind, each with the id in the key. */
    Set<Pair> members(String kind) {
        Set<Pair> all = new HashSet<>();
        records.keys(kind)
                .forEach(key -> records.members(key).keySet().forEach(each -> all.add(new Pair(key.part(0), each))));
        return all;
    }

    /** Checks that there is what is known of a user. */
    void check(Knowledge known, String user, Findings findings) {
        known.reads(user).forEach(request -> {
            var found = model.decide(request, Instant.now(), Optional::empty).result();
            known.check(request, found, Knowledge.STORED, findings);
        });
    }

    /** What a user has set, if anything, or a contact, unless it was removed: then the record lacks a field. */
    private static <M extends Message> Optional<M> message(Row row, String field, M prototype, String fieldPaths) {
        return Optional.of(row)
                .filter(known -> known.has(field))
                .map(known -> message(prototype, known.json(), fieldPaths));
    }

    private static Link link(String id, Row row, List<JsonNode> events) {
        ContactLink link = message(ContactLink.getDefaultInstance(), row.json(), LINK);
        Stream<ContactLinkEvent> all =
                events.stream().map(event -> message(ContactLinkEvent.getDefaultInstance(), event, EVENT));
        return new Link(link.toBuilder().setLinkId(id).build(), all.toList(), Map.of());
    }

    /** A message whose fields are at these paths of a JSON object, each after a space, as far as they are there. */
    static <M extends Message> M message(M prototype, JsonNode json, String fieldPaths) {
        String[] paths = fieldPaths.split(" ", -1);
        List<FieldDescriptor> fields = prototype.getDescriptorForType().getFields();
        Object[] values = new Object[paths.length];
        for (int i = 0; i < paths.length; i++) {
            FieldDescriptor field = fields.get(i);
            values[i] = Optional.of(json.at("/" + paths[i]))
                    .filter(JsonNode::isValueNode)
                    .map(value -> switch (field.getJavaType()) {
                        case MESSAGE -> Instant.ofEpochMilli(value.asLong());
                        case INT -> value.asInt();
                        case ENUM -> field.getEnumType().findValueByName(value.asString());
                        default -> value.asString();
                    });
        }
        return Messages.of(prototype, values);
    }
}
