package galaxy.torture.connections;

import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.connections.StoredConnections.Row;
import galaxy.torture.workload.Findings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Everything in the store about a link agrees with everything else about it. */
final class LinkRules {
    static final String BOUND = "a link is used at most as often as it may be";
    static final String COUNTED = "the count of a link's uses is that of its events and of the records of uses";
    static final String EVENTS =
            "the events of a link are created, then one consumed for each user, at most one revoked";
    static final String FOUND = "a link is in its owner's list, and one request made it";
    static final String LIVE = "the record of live links has all that are live";

    private static final int MOST_LIVE = 50;

    private final StoredConnections store;
    private final Findings findings;
    private final long later;
    private final Map<Pair, Row> uses;
    private final Map<String, List<JsonNode>> events = new HashMap<>();
    private final Map<String, Set<String>> lists;
    private final Map<String, Integer> made = new HashMap<>();
    private final Map<String, Integer> useCounts = new HashMap<>();
    private final Map<String, Set<String>> maybeLive = new HashMap<>();

    /** @param tolerance by how much a clock may have been wrong that said when a link has expired */
    LinkRules(StoredConnections store, Findings findings, Duration tolerance) {
        this.store = store;
        this.findings = findings;
        this.later = System.currentTimeMillis() + tolerance.toMillis();
        this.uses = store.pairs("use");
        this.lists = store.members("links");
        store.of("link-events").forEach(key -> events.put(key.part(0), store.list(key)));
        store.pairs("made").forEach((request, row) -> made.merge(row.text("link"), 1, Integer::sum));
        uses.forEach((use, row) -> useCounts.merge(use.first(), 1, Integer::sum));
        store.rows("live-links").forEach((owner, row) -> {
            Set<String> ids = new HashSet<>();
            row.json().path("links").forEach(each -> ids.add(each.path("id").asString("")));
            maybeLive.put(owner, ids);
        });
    }

    void check() {
        Map<String, Integer> live = new HashMap<>();
        Map<String, Row> links = store.rows("link");
        links.forEach((id, link) -> {
            uses(id, link);
            events(id, link, events.getOrDefault(id, List.of()));
            found(id, link);
            if (isLive(link)) {
                live.merge(link.text("owner"), 1, Integer::sum);
                boolean isThere =
                        maybeLive.getOrDefault(link.text("owner"), Set.of()).contains(id);
                findings.check(LIVE, isThere, () -> link.text("owner") + " lacks " + id);
            }
        });
        live.forEach((owner, count) ->
                findings.check(OwnLinks.FULL, count <= MOST_LIVE, () -> owner + " has " + count + " live links"));
        maybeLive.forEach((owner, ids) -> findings.check(
                LIVE, links.keySet().containsAll(ids) && ids.size() <= MOST_LIVE, () -> owner + " has " + ids));
        uses.keySet()
                .forEach(use -> findings.check("a use is of a link", links.containsKey(use.first()), use::toString));
    }

    private boolean isLive(Row link) {
        return !link.has("revoked")
                && (link.number("max") == 0 || link.number("uses") < link.number("max"))
                && (!link.has("expires") || link.number("expires") > later);
    }

    private void uses(String id, Row link) {
        long uses = link.number("uses");
        findings.check(BOUND, link.number("max") == 0 || uses <= link.number("max"), () -> id + " " + link.json());
        findings.check(
                COUNTED,
                uses == useCounts.getOrDefault(id, 0),
                () -> id + " counts " + uses + " but " + useCounts.getOrDefault(id, 0) + " have used it");
    }

    private void events(String id, Row link, List<JsonNode> all) {
        Set<String> users = new HashSet<>();
        boolean isOrdered = !all.isEmpty() && kind(all.getFirst()).equals("CREATED");
        int revoked = 0;
        for (JsonNode event : all.subList(Math.min(1, all.size()), all.size())) {
            String actor = event.path("actor").asString("");
            switch (kind(event)) {
                case "CONSUMED" -> {
                    Row use = uses.get(new Pair(id, actor));
                    isOrdered &= users.add(actor)
                            && revoked == 0
                            && use != null
                            && use.text("request").equals(event.path("request").asString(""))
                            && use.number("at") == event.path("at").asLong(-1);
                }
                case "REVOKED" -> {
                    revoked++;
                    isOrdered &= event.path("at").asLong(-1) == link.number("revoked");
                }
                default -> isOrdered = false;
            }
        }
        boolean isRight = isOrdered && revoked == (link.has("revoked") ? 1 : 0);
        findings.check(EVENTS, isRight, () -> id + " " + link.json() + ": " + all);
        findings.check(COUNTED, link.number("uses") == users.size(), () -> id + " " + link.json() + ": " + all);
        findings.check(
                "a link was written once for each of its events",
                link.version() == all.size(),
                () -> "%s was written %d times: %s".formatted(id, link.version(), all));
    }

    private void found(String id, Row link) {
        String member = "%013d|%s".formatted(link.number("created"), id);
        boolean isListed = lists.getOrDefault(link.text("owner"), Set.of()).contains(member);
        boolean isMadeOnce = made.getOrDefault(id, 0) == 1;
        findings.check(
                FOUND,
                isListed && isMadeOnce,
                () -> "%s: listed %s, made %s".formatted(id, isListed, made.getOrDefault(id, 0)));
    }

    private static String kind(JsonNode event) {
        return event.path("kind").asString("");
    }
}
