package galaxy.torture.connections;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.models.connections.Messages;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.RecordSet;
import galaxy.torture.workload.RecordSet.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the store has of connections, by the ids in the keys: see {@code docs/reference/store.md}. */
final class StoredConnections {
    final RecordSet records;
    final Map<String, Row> profiles;
    final Map<Pair, Row> contacts;
    final Map<String, Set<String>> contactLists;
    final Map<String, Row> links;
    final Map<String, List<JsonNode>> linkEvents;
    final Map<Pair, Row> uses;
    final Map<Pair, Row> usedLinks;
    final Map<Pair, String> createdLinks;

    /** Two ids. */
    record Pair(String first, String second) implements Comparable<Pair> {
        private static Pair of(RecordSet.Key key) {
            return new Pair(key.part(0), key.part(1));
        }

        Pair turned() {
            return new Pair(/* first= */ second, /* second= */ first);
        }

        @Override
        public int compareTo(Pair other) {
            return Comparator.comparing(Pair::first).thenComparing(Pair::second).compare(this, other);
        }
    }

    StoredConnections(StoreImage image) {
        records = new RecordSet(image, "connections");
        profiles = rows("profile");
        contacts = pairs("contact");
        contactLists = members("contacts");
        links = rows("link");
        linkEvents = records.all("link-events", key -> key.part(0), records::list);
        uses = pairs("use");
        usedLinks = pairs("used");
        createdLinks = records.all("made", Pair::of, key -> records.row(key).text("link"));
    }

    Map<String, Row> rows(String kind) {
        return records.all(kind, key -> key.part(0), records::row);
    }

    private Map<Pair, Row> pairs(String kind) {
        return records.all(kind, Pair::of, records::row);
    }

    Map<String, Set<String>> members(String kind) {
        return records.all(kind, key -> key.part(0), key -> records.members(key).keySet());
    }

    /** What a user has set, if anything. */
    Optional<UserProfile> profile(String user) {
        String[] fields = {
            "id",
            "profile/username/name",
            "profile/public/name",
            "profile/public/set",
            "profile/public/asset",
            "profile/public/bio",
            "profile/created",
            "profile/updated"
        };
        return Optional.ofNullable(profiles.get(user))
                .filter(row -> row.has("profile"))
                .map(row -> message(UserProfile.getDefaultInstance(), row.json(), fields));
    }

    /** A contact, unless it was removed. */
    Optional<Contact> contact(Pair pair) {
        return Optional.ofNullable(contacts.get(pair))
                .filter(row -> row.has("contact"))
                .map(row ->
                        message(Contact.getDefaultInstance(), row.json(), "owner", "contact", "created", "updated"));
    }

    Optional<ContactLink> link(String id) {
        String[] fields = {"", "owner", "token", "created", "expires", "revoked", "max", "uses"};
        return Optional.ofNullable(links.get(id))
                .map(row -> message(ContactLink.getDefaultInstance(), row.json(), fields))
                .map(link -> link.toBuilder().setLinkId(id).build());
    }

    /** A message whose fields are at these paths of a JSON object, as far as they are there. */
    static <M extends Message> M message(M prototype, JsonNode json, String... paths) {
        List<FieldDescriptor> fields = prototype.getDescriptorForType().getFields();
        Object[] values = new Object[paths.length];
        for (int i = 0; i < paths.length; i++) {
            JsonNode value = json.at("/" + paths[i]);
            values[i] = value.isMissingNode()
                    ? Optional.empty()
                    : switch (fields.get(i).getJavaType()) {
                        case MESSAGE -> Instant.ofEpochMilli(value.asLong());
                        case INT -> value.asInt();
                        default -> value.asString();
                    };
        }
        return Messages.of(prototype, values);
    }
}
