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
final class EventRules {
    static final String TYPE = "every event is of a known type";
    static final String CHANGE = "an event of a profile is a change";
    static final String PROFILE = "the last event of a profile says what there is";
    static final String TURNS =
            "added and removed alternate in the events of a contact, and the last says what there is";
    static final String LINK = "the events of a link are published, each once";
    static final String USED = "a contact that a link added is there unless it was removed";

    private final StoredConnections store;
    private final EventLog log;
    private final Findings findings;

    /** What was set last. */
    private final Map<String, UserProfile> profiles = new HashMap<>();

    /** All operations, by record. */
    private final Map<String, String> operations = new HashMap<>();

    EventRules(StoredConnections store, EventLog log, Findings findings) {
        this.store = store;
        this.log = log;
        this.findings = findings;
    }

    /** @param run the beginning of the request ids of this run */
    void check(RequestedEvents expected, String run) {
        log.check(EventRules::record, findings);
        if (log.isComplete()) {
            log.events().forEach(this::read);
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
        return isOfProfile(event) ? "profile" : event.data().path("operation").asString("");
    }

    private static boolean isOfProfile(PublishedEvent event) {
        return event.type().equals("connections.profile.changed");
    }

    private void read(PublishedEvent event) {
        boolean isKnown = event.type().matches("connections\\.(profile|contact|contact_link)\\.changed");
        findings.check(TYPE, isKnown, event);
        operations.merge(record(event), event.data().path("operation").asString("") + " ", String::concat);
        if (isOfProfile(event)) {
            UserProfile after = StoredConnections.message(
                    UserProfile.getDefaultInstance(),
                    event.data(),
                    "actor/id profile/username profile/name profile/avatar_set_id profile/avatar_asset_id profile/bio");
            boolean isChange = !after.equals(profiles.put(event.subject(), after));
            findings.checkAcross(CHANGE, isChange, event);
        }
    }

    private void checkProfiles() {
        Map<String, UserProfile> stored = new HashMap<>();
        store.model.profiles().byUser().forEach((user, profile) -> {
            UserProfile.Builder untimed = profile.whole().toBuilder().clearCreatedAt();
            stored.put(user, untimed.clearUpdatedAt().build());
            String published = operations("profile", user, "");
            findings.checkAcross(CHANGE, published.matches("initialized (updated )*"), user, published);
        });
        Findings.same(findings::checkAcross, PROFILE, stored.entrySet(), profiles.entrySet());
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
