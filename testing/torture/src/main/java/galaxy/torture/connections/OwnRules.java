package galaxy.torture.connections;

import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.connections.StoredConnections.Row;
import galaxy.torture.workload.Findings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the clients were told of their own users is in the store. */
final class OwnRules {
    static final String PROFILE = "an acknowledged username or profile is in the store";
    static final String CONTACT = "an acknowledged contact is in the store, and no other";
    static final String LINK = "an acknowledged link is in the store, with its uses and its end";
    static final String MADE = "one request made one link";

    private final Findings findings;
    private final Map<String, Row> profiles;
    private final Map<Pair, Row> contacts;
    private final Map<String, Set<String>> lists;
    private final Map<String, Row> links;
    private final Map<Pair, Row> uses;
    private final Map<String, Map<String, String>> made = new HashMap<>();

    OwnRules(StoredConnections store, Findings findings) {
        this.findings = findings;
        this.profiles = store.rows("profile");
        this.contacts = store.pairs("contact");
        this.lists = store.members("contacts");
        this.links = store.rows("link");
        this.uses = store.pairs("use");
        store.pairs("made")
                .forEach((request, row) -> made.computeIfAbsent(request.first(), any -> new HashMap<>())
                        .put(request.second(), row.text("link")));
    }

    void check(Collection<OwnUser> users) {
        for (OwnUser user : users) {
            Optional<Row> row = Optional.ofNullable(profiles.get(user.id()));
            ProfileState state =
                    row.map(known -> ProfileState.ofRecord(known.json())).orElse(ProfileState.NOTHING);
            findings.checkRecorded(
                    PROFILE,
                    user.profile().states().contains(state),
                    () -> "%s: %s but %s".formatted(user, state, user.profile().states()));
            contacts(user);
            user.links().forEach(link -> link(user, link));
            requests(user, made.getOrDefault(user.id(), Map.of()));
        }
    }

    private void contacts(OwnUser user) {
        user.contacts().forEach((other, contact) -> {
            Optional<Contact> stored = Optional.ofNullable(contacts.get(new Pair(user.id(), other)))
                    .filter(ContactRules::isThere)
                    .map(OwnRules::contact);
            boolean fits = contact.fits(stored);
            findings.checkRecorded(CONTACT, fits, () -> "%s to %s: %s but %s".formatted(user, other, stored, contact));
        });
        Set<String> listed = lists.getOrDefault(user.id(), Set.of());
        findings.checkRecorded(CONTACT, user.contacts().keySet().containsAll(listed), () -> user + " lists " + listed);
    }

    private static Contact contact(Row row) {
        return Contact.newBuilder()
                .setOwnerUserId(row.text("owner"))
                .setContactUserId(row.text("contact"))
                .setCreatedAt(Times.timestamp(Instant.ofEpochMilli(row.number("created"))))
                .setUpdatedAt(Times.timestamp(Instant.ofEpochMilli(row.number("updated"))))
                .build();
    }

    private void link(OwnUser user, OwnLink link) {
        Row row = links.get(link.id());
        ContactLink now = link.now();
        boolean fits = row != null
                && row.text("owner").equals(user.id())
                && row.text("token").equals(now.getToken())
                && row.number("uses") >= now.getUseCount()
                && (!link.isRevoked()
                        || row.number("revoked")
                                == Times.instant(now.getRevokedAt()).toEpochMilli())
                && (!link.isClear()
                        || (row.has("revoked") == link.isRevoked() && row.number("uses") == now.getUseCount()));
        findings.checkRecorded(LINK, fits, () -> "%s: %s but %s".formatted(user, row, now));
        link.uses().forEach((by, use) -> {
            Row stored = uses.get(new Pair(link.id(), by));
            boolean isThere = stored != null && stored.text("request").equals(use.request());
            findings.checkRecorded(LINK, isThere, () -> "%s used %s: %s but %s".formatted(by, link.id(), stored, use));
        });
    }

    private void requests(OwnUser user, Map<String, String> stored) {
        Map<String, String> unknown = new HashMap<>(stored);
        for (OwnLink link : user.links()) {
            String id = unknown.remove(link.request());
            findings.checkRecorded(
                    MADE, link.id().equals(id), () -> "%s under %s: %s".formatted(link.id(), link.request(), id));
        }
        findings.checkRecorded(
                MADE, user.perhapsLinks().containsAll(unknown.keySet()), () -> user + " did not ask for " + unknown);
    }
}
