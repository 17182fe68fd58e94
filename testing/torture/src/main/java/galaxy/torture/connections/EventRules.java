package galaxy.torture.connections;

import galaxy.torture.connections.Announcements.Count;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.connections.StoredConnections.Row;
import galaxy.torture.workload.Findings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Events tell what the records say, and each acknowledged change exactly once. */
final class EventRules {
    static final String PROFILE = "the last event of a profile tells what there is";
    static final String TURNS =
            "added and removed take turns in the events of a contact, and the last tells what there is";
    static final String LINK = "the events of a link are published, each once";
    static final String ANNOUNCED = "an acknowledged change is announced under its request";
    static final String ONCE = "a request is announced no more often than it was done";

    private final StoredConnections store;
    private final Findings findings;
    private final Published published;

    EventRules(StoredConnections store, Findings findings, Published published) {
        this.store = store;
        this.findings = findings;
        this.published = published;
    }

    void check() {
        store.rows("profile").forEach((user, row) -> {
            ProfileState state = ProfileState.ofRecord(row.json());
            ProfileState told = published.profiles().getOrDefault(user, ProfileState.NOTHING);
            findings.checkAcross(PROFILE, told.equals(state), () -> "%s: %s but %s".formatted(user, told, state));
        });
        Map<Pair, Row> contacts = store.pairs("contact");
        contacts.forEach((pair, row) -> {
            String told = published.contacts().getOrDefault(pair, "");
            boolean isThere = ContactRules.isThere(row);
            boolean fits = told.matches(isThere ? "(ar)*a" : "(ar)+");
            findings.checkAcross(TURNS, fits, () -> "%s: %s but there is %s".formatted(pair, told, row.json()));
        });
        store.pairs("used").forEach((mark, row) -> {
            Pair pair = new Pair(mark.first(), row.text("contact"));
            boolean isThere = contacts.containsKey(pair) && ContactRules.isThere(contacts.get(pair));
            boolean wasRemoved = published.contacts().getOrDefault(pair, "").endsWith("r");
            findings.checkAcross(
                    "a contact that came of a link is there unless it was removed",
                    isThere || wasRemoved,
                    pair::toString);
        });
        store.of("link-events").forEach(key -> {
            String written = store.list(key).stream()
                    .map(event -> event.path("kind").asString("").toLowerCase(Locale.ROOT) + " ")
                    .collect(Collectors.joining());
            String told = published.links().getOrDefault(key.part(0), "");
            findings.checkAcross(LINK, told.equals(written), () -> "%s: %s but %s".formatted(key.id(), told, written));
        });
    }

    /** @param run how the requests begin that are known */
    void checkRequests(Announcements announcements, String run) {
        announcements.all().forEach((request, counts) -> {
            Map<String, Integer> told = published.byRequest().getOrDefault(request, Map.of());
            for (Count count : counts) {
                int times = told.getOrDefault(count.kind(), 0);
                findings.checkRecorded(
                        ANNOUNCED, times >= count.least(), () -> "%s: %s but %s".formatted(request, told, counts));
                findings.checkRecorded(
                        ONCE, times <= count.most(), () -> "%s: %s but %s".formatted(request, told, counts));
            }
        });
        published.byRequest().forEach((request, told) -> {
            if (request.startsWith(run + "-")) {
                List<String> expected =
                        announcements.of(request).stream().map(Count::kind).toList();
                findings.checkRecorded(
                        "nothing is announced that was not asked for",
                        expected.containsAll(told.keySet()),
                        () -> "%s: %s but %s".formatted(request, told, expected));
            }
        });
    }
}
