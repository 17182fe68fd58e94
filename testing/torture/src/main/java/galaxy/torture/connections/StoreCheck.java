package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.testkit.StoreImage;
import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.RecordSet.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the store with itself and with what the clients know of their own users. */
final class StoreCheck {
    static final String PENDING = "nothing is pending";
    static final String PROFILE = "an acknowledged username or profile is in the store";
    static final String CONTACT = "an acknowledged contact is in the store, and no other";
    static final String LINK = "an acknowledged link is in the store, with its uses and its end";
    static final String CREATED = "one request created one link";

    private final StoreImage image;
    private final StoredConnections store;
    private final Findings findings;
    private final Promise promise;
    private final Duration tolerance;

    /** @param tolerance of a time of the store compared with the time of this process */
    StoreCheck(StoreImage image, Findings findings, Promise promise, Duration tolerance) {
        this.image = image;
        this.store = new StoredConnections(image);
        this.findings = findings;
        this.promise = promise;
        this.tolerance = tolerance;
    }

    void check(Collection<Knowledge> known, ExpectedEvents expected, String run) {
        // What an instance with a fast clock claimed or decided waits until that time has come.
        List<String> empty = promise.oneClock() ? List.of("due", "claims") : List.of();
        Leftovers.check(store.records, empty, 0, findings);
        nothingIsPending();
        new UserRules(store, findings).check();
        new LinkRules(store, findings, tolerance).check();
        new EventRules(store, new EventLog(image, "connections"), findings).check(expected, run);
        Map<String, Knowledge> byUser = new HashMap<>();
        for (Knowledge knowledge : known) {
            knowledge.users.forEach(user -> byUser.put(user, knowledge));
        }
        byUser.forEach((user, knowledge) -> check(knowledge, user));
        store.createdLinks.forEach((by, link) -> {
            boolean isKnown = Optional.ofNullable(byUser.get(by.first()))
                    .filter(client -> client.isCertain(Thing.creation(by.first(), by.second())))
                    .filter(client -> client.model
                            .links()
                            .createdBy(by.first(), by.second())
                            .isEmpty())
                    .isEmpty();
            findings.checkRecorded(CREATED, isKnown, () -> by + " created " + link);
        });
    }

    private void nothingIsPending() {
        store.uses.forEach((use, row) ->
                findings.check(PENDING, row.json().path("settled").asBoolean(false), () -> "a use: " + use));
    }

    private void check(Knowledge known, String user) {
        OwnRules.check(PROFILE, known, Thing.profile(user), store.profile(user), findings);
        Set<String> others = known.otherUsers(user);
        others.forEach(other -> OwnRules.check(
                CONTACT, known, Thing.contact(user, other), store.contact(new Pair(user, other)), findings));
        Set<String> listed = store.contactLists.getOrDefault(user, Set.of());
        findings.checkRecorded(CONTACT, others.containsAll(listed), () -> user + " lists " + listed);
        for (ContactLink link : known.model.links().of(user)) {
            OwnRules.check(LINK, known, Thing.link(link), store.link(link.getLinkId()), findings);
            String request =
                    known.model.links().events(link.getLinkId()).getFirst().getRequestId();
            String id = store.createdLinks.getOrDefault(new Pair(user, request), "no link");
            findings.checkRecorded(CREATED, link.getLinkId().equals(id), () -> link + " by " + request + ": " + id);
            known.model.links().events(link.getLinkId()).stream()
                    .filter(event -> event.getKind() == Kind.CONSUMED)
                    .forEach(use -> checkUse(new Pair(link.getLinkId(), use.getActorUserId()), use.getRequestId()));
        }
    }

    private void checkUse(Pair use, String request) {
        Optional<Row> row = Optional.ofNullable(store.uses.get(use));
        boolean isThere =
                row.filter(stored -> stored.text("request").equals(request)).isPresent();
        findings.checkRecorded(LINK, isThere, () -> use + " by " + request + ": " + row);
    }
}
