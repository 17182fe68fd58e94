package galaxy.torture.connections;

import galaxy.contracts.connections.v1.UserProfile;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.EventLog.Event;
import galaxy.torture.workload.Findings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The events say what the records say, and each acknowledged change is published once. */
final class EventRules {
    static final String PROFILE = "the last event of a profile says what there is";
    static final String TURNS =
            "added and removed alternate in the events of a contact, and the last says what there is";
    static final String LINK = "the events of a link are published, each once";
    static final String USED = "a contact that a link added is there unless it was removed";

    private final StoredConnections store;
    private final EventLog log;
    private final Findings findings;
    private final Map<String, UserProfile> profiles = new HashMap<>();
    private final Map<Pair, String> contacts = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    EventRules(StoredConnections store, EventLog log, Findings findings) {
        this.store = store;
        this.log = log;
        this.findings = findings;
    }

    /** @param run the beginning of the request ids of this run */
    void check(ExpectedEvents expected, String run) {
        log.check(EventRules::record, findings);
        if (log.isComplete()) {
            log.events().forEach(this::read);
            checkRecords();
            expected.all().check(log.events().stream(), EventRules::kind, run + "-", findings);
        }
    }

    /** Which record an event is of. */
    private static String record(Event event) {
        JsonNode data = event.data();
        String id = data.at("/contact/contact_user_id").asString("")
                + data.at("/contact_link/link_id").asString("");
        return event.type() + " " + event.subject() + " " + id;
    }

    /** Of those that a request leads to. */
    private static String kind(Event event) {
        boolean isProfile = event.type().equals("connections.profile.changed");
        return isProfile ? "profile" : event.data().path("operation").asString("");
    }

    private void read(Event event) {
        JsonNode data = event.data();
        String operation = data.path("operation").asString("");
        String contact = data.at("/contact/contact_user_id").asString("");
        boolean isProfile = event.type().equals("connections.profile.changed");
        findings.check(
                "every event is of a known type",
                event.type().matches("connections\\.(profile|contact|contact_link)\\.changed"),
                event::toString);
        if (isProfile) {
            readProfile(event, data);
        } else if (event.type().equals("connections.contact.changed")) {
            contacts.merge(new Pair(event.subject(), contact), operation.substring(0, 1), String::concat);
        } else {
            links.merge(data.at("/contact_link/link_id").asString(""), operation + " ", String::concat);
        }
    }

    private void readProfile(Event event, JsonNode data) {
        UserProfile after = StoredConnections.message(
                UserProfile.getDefaultInstance(),
                data,
                "actor/id",
                "profile/username",
                "profile/name",
                "profile/avatar_set_id",
                "profile/avatar_asset_id",
                "profile/bio");
        Optional<UserProfile> before = Optional.ofNullable(profiles.put(event.subject(), after));
        boolean isChange = data.path("operation").asString("").equals(before.isEmpty() ? "initialized" : "updated")
                && before.filter(after::equals).isEmpty();
        findings.checkAcross("an event of a profile is a change", isChange, event::toString);
    }

    private void checkRecords() {
        store.profiles.keySet().forEach(user -> {
            var stored = store.profile(user)
                    .map(known ->
                            known.toBuilder().clearCreatedAt().clearUpdatedAt().build());
            Optional<UserProfile> last = Optional.ofNullable(profiles.get(user));
            findings.checkAcross(PROFILE, last.equals(stored), () -> "%s: %s but %s".formatted(user, last, stored));
        });
        store.contacts.keySet().forEach(pair -> {
            String published = contacts.getOrDefault(pair, "");
            boolean isThere = store.contact(pair).isPresent();
            boolean isRight = published.matches(isThere ? "(ar)*a" : "(ar)+");
            findings.checkAcross(TURNS, isRight, () -> pair + ": " + published + ", there " + isThere);
        });
        store.usedLinks.forEach((used, row) -> {
            Pair pair = new Pair(used.first(), row.text("contact"));
            boolean wasRemoved = contacts.getOrDefault(pair, "").endsWith("r");
            findings.checkAcross(USED, wasRemoved || store.contact(pair).isPresent(), pair::toString);
        });
        store.linkEvents.forEach((id, events) -> {
            String written = events.stream()
                    .map(event -> event.path("kind").asString("").toLowerCase(Locale.ROOT) + " ")
                    .collect(Collectors.joining());
            String published = links.getOrDefault(id, "");
            findings.checkAcross(LINK, published.equals(written), () -> id + ": " + published + "but " + written);
        });
    }
}
