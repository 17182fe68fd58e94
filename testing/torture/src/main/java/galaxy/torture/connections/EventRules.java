package galaxy.torture.connections;

import galaxy.contracts.connections.v1.UserProfile;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet.Row;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RequestedEvents;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The events say what the records say, and each acknowledged change is published once. */
record EventRules(StoredConnections store, EventLog log, Findings findings, Map<String, String> operations) {
    static final String TYPE = "every event is of a known type";
    static final String CHANGE = "an event of a profile is a change";
    static final String PROFILE = "the last event of a profile says what there is";
    static final String TURNS =
            "added and removed alternate in the events of a contact, and the last says what there is";
    static final String LINK = "the events of a link are published, each once";
    static final String USED = "a contact that a link added is there unless it was removed";

    private static final String KNOWN = "connections\\.(profile|contact|contact_link)\\.changed";
    private static final String PROFILE_FIELDS =
            "actor/id profile/username profile/name profile/avatar_set_id profile/avatar_asset_id profile/bio";

    EventRules(StoredConnections store, EventLog log, Findings findings) {
        this(store, log, findings, log.operations(EventRules::record));
    }

    /** @param run the beginning of the request ids of this run */
    void check(RequestedEvents expected, String run) {
        log.check(EventRules::record, findings);
        if (log.isComplete()) {
            log.events().forEach(event -> findings.check(TYPE, event.type().matches(KNOWN), event));
            checkProfiles();
            checkContacts();
            store.model.links().byId().forEach((id, link) -> {
                String written = link.events().stream()
                        .map(event -> event.getKind().name().toLowerCase(Locale.ROOT) + " ")
                        .collect(Collectors.joining());
                String published = operations("contact_link", link.value().getOwnerUserId(), id);
                findings.checkAcross(LINK, published.equals(written), id, published, written);
            });
            expected.check(log.events().stream(), EventRules::kind, run + "-", findings);
        }
    }

    /** Which record an event is of. */
    private static String record(PublishedEvent event) {
        JsonNode data = event.data();
        String id = data.at("/contact/contact_user_id").asString("")
                + data.at("/contact_link/link_id").asString("");
        return event.type() + " " + event.subject() + " " + id;
    }

    private String operations(String type, String subject, String id) {
        return operations.getOrDefault("connections.%s.changed %s %s".formatted(type, subject, id), "");
    }

    /** Of those that a request leads to. */
    private static String kind(PublishedEvent event) {
        return isOfProfile(event) ? "profile" : event.operation();
    }

    private static boolean isOfProfile(PublishedEvent event) {
        return event.type().equals("connections.profile.changed");
    }

    private void checkProfiles() {
        Map<String, UserProfile> published = new HashMap<>();
        log.events().stream().filter(EventRules::isOfProfile).forEach(event -> {
            UserProfile after =
                    StoredConnections.message(UserProfile.getDefaultInstance(), event.data(), PROFILE_FIELDS);
            findings.checkAcross(CHANGE, !after.equals(published.put(event.subject(), after)), event);
        });
        Map<String, UserProfile> stored = new HashMap<>();
        store.model.profiles().byUser().forEach((user, profile) -> {
            UserProfile.Builder untimed = profile.whole().toBuilder().clearCreatedAt();
            stored.put(user, untimed.clearUpdatedAt().build());
            String changes = operations("profile", user, "");
            findings.checkAcross(CHANGE, changes.matches("initialized (updated )*"), user, changes);
        });
        Findings.same(findings::checkAcross, PROFILE, stored.entrySet(), published.entrySet());
    }

    private void checkContacts() {
        store.contacts.forEach((pair, row) -> {
            String published = operations("contact", pair.first(), pair.second());
            String right = row.has("contact") ? "(added removed )*added " : "(added removed )+";
            findings.checkAcross(TURNS, published.matches(right), pair, published, row);
        });
        store.usedLinks.forEach((used, row) -> {
            Pair pair = new Pair(used.first(), row.text("contact"));
            Optional<Row> contact = Optional.ofNullable(store.contacts.get(pair));
            boolean isThere = contact.filter(each -> each.has("contact")).isPresent();
            String operations = operations("contact", pair.first(), pair.second());
            findings.checkAcross(USED, isThere || operations.endsWith("removed "), pair);
        });
    }
}
