package galaxy.torture.connections;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Compares the store with itself and with what was acknowledged. */
final class StoreCheck {
    static final String PENDING = "nothing is pending";

    /** Somewhat fewer than the public stream keeps if it is not told otherwise. */
    private static final long SURELY_RETAINED = 900_000;

    private final StoredConnections store;
    private final Findings findings;
    private final Promise promise;
    private final Duration tolerance;

    /** @param tolerance when a time is compared with one that was measured here */
    StoreCheck(StoredConnections store, Findings findings, Promise promise, Duration tolerance) {
        this.store = store;
        this.findings = findings;
        this.promise = promise;
        this.tolerance = tolerance;
    }

    void check(Collection<OwnUser> users, Announcements announcements, String run) {
        nothingIsPending();
        new ProfileRules(store, findings).check();
        ContactRules contacts = new ContactRules(store, findings);
        contacts.check();
        LinkRules links = new LinkRules(store, findings, tolerance);
        links.check();
        Published published = new Published(store, findings);
        boolean isWhole = published.total() <= SURELY_RETAINED;
        published.checkSelf(isWhole);
        if (isWhole) {
            EventRules events = new EventRules(store, findings, published);
            events.check();
            events.checkRequests(announcements, run);
        }
        new OwnRules(store, findings).check(users);
    }

    private void nothingIsPending() {
        // What an instance claimed or decided whose clock is ahead waits until that time has come.
        for (String kind : promise.oneClock() ? List.of("due", "claims") : List.<String>of()) {
            List<StoredConnections.Key> keys = store.of(kind);
            findings.check(
                    PENDING,
                    keys.stream().allMatch(key -> store.members(key).isEmpty()),
                    () -> kind + ": "
                            + keys.stream()
                                    .map(key -> key.text() + store.members(key))
                                    .toList());
        }
        store.of("outbox")
                .forEach(key -> findings.check(
                        "every event is published",
                        store.waiting(key) == 0,
                        () -> key.text() + " has " + store.waiting(key)));
        store.pairs("use")
                .forEach((use, row) ->
                        findings.check(PENDING, row.json().path("settled").asBoolean(false), () -> "a use: " + use));
        store.rows("profile")
                .forEach((user, row) -> findings.check(
                        PENDING, !row.has("pending") && !row.has("release"), () -> "a username: " + user + row.json()));
    }
}
