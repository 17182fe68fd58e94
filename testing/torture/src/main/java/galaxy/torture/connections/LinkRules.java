package galaxy.torture.connections;

import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Everything in the store about a link agrees. */
final class LinkRules {
    static final String BOUND = "a link is used at most as often as it may be";
    static final String COUNTED = "the count of a link's uses is that of its events and of the records of uses";
    static final String EVENTS =
            "the events of a link are created, then one consumed for each user, at most one revoked";
    static final String FOUND = "a link is in its owner's list, and one request created it";
    static final String LIVE = "the record of live links has all that are live";
    static final String VERSION = "a link was written once for each of its events";

    private static final int MOST_LIVE = 50;

    private final StoredConnections store;
    private final Findings findings;
    private final long later;
    private final Map<String, Integer> useCounts = new HashMap<>();
    private final Map<String, Integer> creations = new HashMap<>();
    private final Map<String, Set<String>> maybeLive = new HashMap<>();
    private final Map<String, Integer> live = new HashMap<>();

    /** @param tolerance of the time at which a link expires */
    LinkRules(StoredConnections store, Findings findings, Duration tolerance) {
        this.store = store;
        this.findings = findings;
        this.later = System.currentTimeMillis() + tolerance.toMillis();
        store.uses.keySet().forEach(use -> useCounts.merge(use.first(), 1, Integer::sum));
        store.createdLinks.values().forEach(link -> creations.merge(link, 1, Integer::sum));
        store.rows("live-links").forEach((owner, row) -> {
            Set<String> ids = maybeLive.computeIfAbsent(owner, any -> new HashSet<>());
            row.json().path("links").forEach(link -> ids.add(link.path("id").asString("")));
        });
    }

    void check() {
        Map<String, Set<String>> lists = store.members("links");
        store.links.forEach((id, link) -> {
            checkEvents(id, link, store.linkEvents.getOrDefault(id, List.of()));
            String owner = link.text("owner");
            boolean isListed =
                    lists.getOrDefault(owner, Set.of()).contains("%013d|%s".formatted(link.number("created"), id));
            boolean isCreatedOnce = creations.getOrDefault(id, 0) == 1;
            findings.check(
                    FOUND, isListed && isCreatedOnce, () -> id + ": listed " + isListed + ", " + creations.get(id));
            if (isLive(link)) {
                live.merge(owner, 1, Integer::sum);
                boolean isRecorded = maybeLive.getOrDefault(owner, Set.of()).contains(id);
                findings.check(LIVE, isRecorded, () -> owner + " lacks " + id);
            }
        });
        live.forEach((owner, count) ->
                findings.check(OwnRules.LIMIT, count <= MOST_LIVE, () -> owner + " has " + count + " live links"));
        maybeLive.forEach((owner, ids) -> findings.check(
                LIVE, store.links.keySet().containsAll(ids) && ids.size() <= MOST_LIVE, () -> owner + " has " + ids));
        useCounts.forEach((id, uses) ->
                findings.check("a use is of a link", store.links.containsKey(id), () -> id + " has " + uses + " uses"));
    }

    private boolean isLive(Row link) {
        return !link.has("revoked")
                && (link.number("max") == 0 || link.number("uses") < link.number("max"))
                && (!link.has("expires") || link.number("expires") > later);
    }

    private void checkEvents(String id, Row link, List<JsonNode> events) {
        Set<String> users = new HashSet<>();
        boolean isOrdered = !events.isEmpty() && kind(events.getFirst()).equals("CREATED");
        int revoked = 0;
        for (JsonNode event : events.subList(Math.min(1, events.size()), events.size())) {
            String actor = event.path("actor").asString("");
            long at = event.path("at").asLong(-1);
            switch (kind(event)) {
                case "CONSUMED" -> {
                    Optional<Row> use = Optional.ofNullable(store.uses.get(new Pair(id, actor)))
                            .filter(row -> row.text("request")
                                    .equals(event.path("request").asString("")))
                            .filter(row -> row.number("at") == at);
                    isOrdered &= users.add(actor) && revoked == 0 && use.isPresent();
                }
                case "REVOKED" -> {
                    revoked++;
                    isOrdered &= at == link.number("revoked");
                }
                default -> isOrdered = false;
            }
        }
        boolean isRight = isOrdered && revoked == (link.has("revoked") ? 1 : 0);
        String text = id + " version " + link.version() + " " + link.json() + ": " + events;
        findings.check(EVENTS, isRight, () -> text);
        long uses = link.number("uses");
        boolean isCounted = uses == users.size() && uses == useCounts.getOrDefault(id, 0);
        findings.check(COUNTED, isCounted, () -> text + ", uses " + useCounts.get(id));
        findings.check(BOUND, link.number("max") == 0 || uses <= link.number("max"), () -> text);
        findings.check(VERSION, link.version() == events.size(), () -> text);
    }

    private static String kind(JsonNode event) {
        return event.path("kind").asString("");
    }
}
