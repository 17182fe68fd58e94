package galaxy.torture.connections;

import static com.google.protobuf.util.Timestamps.toMillis;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.models.connections.Links.Link;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.Findings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The records and indexes of the store agree. */
record StoreRules(StoredConnections store, Findings findings, long later) {
    static final String IN_FORCE = "a username in force is the one that is held";
    static final String SETTLED = "no use of a link is left pending";
    static final String LISTED = "a list of contacts and the records of contacts agree";
    static final String KEY = "a record of a contact is of the users in its key";
    static final String USED = "a use of a link is recorded beside its user too, and nothing else is";
    static final String OWNER = "a use of a link added a contact of the owner of the link";
    static final String BOUND = "a link is used at most as often as it may be";
    static final String COUNTED = "the count of a link's uses is that of its events and of the records of uses";
    static final String EVENTS =
            "the events of a link are created, then one consumed for each user, at most one revoked";
    static final String FOUND = "a link is in its owner's list, and the request of its first event created it";
    static final String LIVE = "the record of live links has all that are live";
    static final String LIMIT = "an owner has at most 50 live links";
    static final String VERSION = "a link was written once for each of its events";

    private static final int MOST_LIVE = 50;

    /** @param tolerance of the time at which a link expires */
    StoreRules(StoredConnections store, Findings findings, Duration tolerance) {
        this(store, findings, System.currentTimeMillis() + tolerance.toMillis());
    }

    void check() {
        store.profiles.values().forEach(row -> {
            JsonNode inForce = row.json().at("/profile/username/name");
            findings.check(IN_FORCE, inForce.equals(row.json().at("/held/name")), row);
        });
        checkContacts();
        checkUses();
        checkLinks();
        checkLiveLinks();
    }

    private void checkContacts() {
        Set<Pair> contacts = new HashSet<>();
        store.contacts.forEach((pair, row) -> {
            if (row.has("contact")) {
                contacts.add(pair);
                boolean isOfKey = row.text("owner").equals(pair.first())
                        && row.text("contact").equals(pair.second())
                        && row.number("created") <= row.number("updated");
                findings.check(KEY, isOfKey, row);
            }
        });
        Findings.same(findings::check, LISTED, contacts, store.members("contacts"));
    }

    private void checkUses() {
        store.uses.values().forEach(row -> {
            boolean isSettled = row.json().path("settled").asBoolean(false);
            findings.check(SETTLED, isSettled, row);
        });
        Set<Pair> turned = store.usedLinks.keySet().stream().map(Pair::turned).collect(toSet());
        Findings.same(findings::checkAcross, USED, store.uses.keySet(), turned);
        store.usedLinks.forEach((used, row) -> {
            Optional<String> owner = store.model.links().find(used.second()).map(ContactLink::getOwnerUserId);
            boolean isOfOwner =
                    row.text("owner").equals(used.first()) && owner.equals(Optional.of(row.text("contact")));
            findings.checkAcross(OWNER, isOfOwner, row);
        });
    }

    private void checkLinks() {
        Set<Object> listed = new HashSet<>();
        Set<Object> created = new HashSet<>();
        Set<Object> consumed = new HashSet<>();
        store.model.links().byId().forEach((id, stored) -> {
            checkLink(id, stored);
            String owner = stored.value().getOwnerUserId();
            long at = toMillis(stored.value().getCreatedAt());
            listed.add(new Pair(owner, "%013d|%s".formatted(at, id)));
            stored.events().forEach(event -> {
                String request = event.getRequestId();
                if (event.getKind() == Kind.CREATED) {
                    created.add(List.of(new Pair(owner, request), id));
                } else if (event.getKind() == Kind.CONSUMED) {
                    consumed.add(List.of(new Pair(id, event.getActorUserId()), request, toMillis(event.getAt())));
                }
            });
        });
        Set<Object> made = new HashSet<>();
        store.pairs("made").forEach((by, row) -> made.add(List.of(by, row.text("link"))));
        Set<Object> uses = new HashSet<>();
        store.uses.forEach((use, row) -> uses.add(List.of(use, row.text("request"), row.number("at"))));
        Findings.same(findings::check, FOUND, listed, store.members("links"));
        Findings.same(findings::check, FOUND, created, made);
        Findings.same(findings::check, COUNTED, consumed, uses);
    }

    private void checkLink(String id, Link stored) {
        ContactLink link = stored.value();
        String kinds =
                stored.events().stream().map(event -> event.getKind() + " ").collect(Collectors.joining());
        Set<String> users = new HashSet<>();
        boolean isRight = kinds.matches("CREATED (CONSUMED )*" + (link.hasRevokedAt() ? "REVOKED " : ""));
        for (ContactLinkEvent event : stored.events()) {
            isRight &= event.getKind() != Kind.CONSUMED || users.add(event.getActorUserId());
            isRight &= event.getKind() != Kind.REVOKED || event.getAt().equals(link.getRevokedAt());
        }
        findings.check(EVENTS, isRight, stored);
        findings.check(COUNTED, link.getUseCount() == users.size(), stored);
        findings.check(BOUND, link.getMaxUses() == 0 || link.getUseCount() <= link.getMaxUses(), stored);
        long version = Objects.requireNonNull(store.links.get(id)).version();
        findings.check(VERSION, version == stored.events().size(), stored, version);
    }

    private void checkLiveLinks() {
        Map<String, Set<String>> live = store.model.links().all().stream()
                .filter(this::isLive)
                .collect(groupingBy(ContactLink::getOwnerUserId, mapping(ContactLink::getLinkId, toSet())));
        Map<String, Set<String>> recorded = store.records.all(
                "live-links",
                key -> key.part(0),
                key -> Set.copyOf(store.records.row(key).json().path("links").findValuesAsString("id")));
        recorded.forEach((owner, ids) -> {
            boolean isRight = ids.size() <= MOST_LIVE && store.links.keySet().containsAll(ids);
            findings.check(LIVE, isRight, owner, ids);
        });
        live.forEach((owner, ids) -> {
            findings.check(LIMIT, ids.size() <= MOST_LIVE, owner, ids);
            Set<String> found = recorded.getOrDefault(owner, Set.of());
            findings.check(LIVE, found.containsAll(ids), owner, found, ids);
        });
    }

    private boolean isLive(ContactLink link) {
        return !link.hasRevokedAt()
                && (link.getMaxUses() == 0 || link.getUseCount() < link.getMaxUses())
                && (!link.hasExpiresAt() || toMillis(link.getExpiresAt()) > later);
    }
}
