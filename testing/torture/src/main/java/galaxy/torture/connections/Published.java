package galaxy.torture.connections;

import galaxy.store.Bucket;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What was published of connections, in short: what of each thing, in its order, and what for each request. */
final class Published {
    static final String ONCE = "an event has an id of its own";
    static final String ORDER = "the events of one thing stand in the order of their sequence";
    static final String DENSE = "as many events are published as were written, and as the mark says";

    private final StoredConnections store;
    private final Findings findings;
    private final Map<String, ProfileState> profiles = new HashMap<>();
    private final Map<Pair, String> contacts = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, Map<String, Integer>> byRequest = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    Published(StoredConnections store, Findings findings) {
        this.store = store;
        this.findings = findings;
        store.published().stream()
                .filter(entry -> "/galaxy/connections".equals(entry.fields().get("source")))
                .forEach(this::read);
    }

    /** How many were published ever, by users too, whether they are still kept or not. */
    long total() {
        return store.marks().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The last that was told of each user. */
    Map<String, ProfileState> profiles() {
        return profiles;
    }

    /** Of each contact the first letters of what was told. */
    Map<Pair, String> contacts() {
        return contacts;
    }

    /** Of each link the operations that were told. */
    Map<String, String> links() {
        return links;
    }

    /** How many of what kind each request caused. */
    Map<String, Map<String, Integer>> byRequest() {
        return byRequest;
    }

    private void read(StreamEntry entry) {
        Map<String, String> fields = entry.fields();
        String id = fields.getOrDefault("id", "");
        findings.checkAcross(ONCE, ids.add(id), () -> id + " twice, then in " + entry);
        String subject = fields.getOrDefault("subject", "");
        counts.merge("connections/" + Bucket.ofId(subject).number(), 1L, Long::sum);
        JsonNode data = StoredConnections.JSON.readTree(fields.getOrDefault("data", "{}"));
        String operation = data.path("operation").asString("");
        String thing = switch (fields.getOrDefault("type", "")) {
            case "connections.profile.changed" -> profile(subject, operation, data.path("profile"));
            case "connections.contact.changed" -> contact(subject, operation, data.path("contact"));
            case "connections.contact_link.changed" -> link(operation, data.path("contact_link"));
            default -> "unknown";
        };
        findings.check("every event is of a known type", !thing.equals("unknown"), entry::toString);
        long sequence = Long.parseLong(fields.getOrDefault("sequence", "0"));
        long before = sequences.getOrDefault(thing, 0L);
        sequences.put(thing, sequence);
        findings.checkAcross(ORDER, sequence > before, () -> "%s: %d after %d".formatted(thing, sequence, before));
        String kind = thing.startsWith("profile") ? "profile" : operation;
        byRequest
                .computeIfAbsent(data.path("request_id").asString(""), any -> new HashMap<>(2))
                .merge(kind, 1, Integer::sum);
    }

    private String profile(String user, String operation, JsonNode part) {
        ProfileState state = ProfileState.ofEvent(part);
        ProfileState before = profiles.getOrDefault(user, ProfileState.NOTHING);
        boolean isFirst = before.equals(ProfileState.NOTHING);
        boolean fits = operation.equals(isFirst ? "initialized" : "updated") && !state.equals(before);
        findings.checkAcross(
                "an event of a profile tells a change", fits, () -> "%s %s: %s".formatted(user, operation, part));
        profiles.put(user, state);
        return "profile " + user;
    }

    private String contact(String user, String operation, JsonNode part) {
        Pair pair = new Pair(user, part.path("contact_user_id").asString(""));
        contacts.merge(pair, operation.equals("added") ? "a" : "r", String::concat);
        return "contact " + pair;
    }

    private String link(String operation, JsonNode part) {
        String id = part.path("link_id").asString("");
        links.merge(id, operation + " ", String::concat);
        return "link " + id;
    }

    /** @param isWhole whether nothing was trimmed */
    void checkSelf(boolean isWhole) {
        store.newest().forEach((outbox, newest) -> {
            long mark = store.marks().getOrDefault(outbox, 0L);
            long count = counts.getOrDefault(outbox, 0L);
            findings.checkAcross(
                    DENSE,
                    mark == newest && (!isWhole || count == newest),
                    () -> "%s: %d written, %d published, mark %d".formatted(outbox, newest, count, mark));
        });
    }
}
