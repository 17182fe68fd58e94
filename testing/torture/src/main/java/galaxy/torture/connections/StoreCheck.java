package galaxy.torture.connections;

import galaxy.torture.Judge;
import galaxy.torture.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Compares the store with itself and with what was acknowledged. */
final class StoreCheck {
    static final String PENDING = "nothing is pending";

    /** Somewhat fewer than the public stream keeps if it is not told otherwise. */
    private static final long SURELY_RETAINED = 900_000;

    private final StoredConnections store;
    private final Judge judge;
    private final Promise promise;
    private final Duration tolerance;

    /** @param tolerance when a time is compared with one that was measured here */
    StoreCheck(StoredConnections store, Judge judge, Promise promise, Duration tolerance) {
        this.store = store;
        this.judge = judge;
        this.promise = promise;
        this.tolerance = tolerance;
    }

    void check(Collection<OwnUser> users, Announcements announcements, String run) {
        nothingIsPending();
        new ProfileRules(store, judge).check();
        ContactRules contacts = new ContactRules(store, judge);
        contacts.check();
        LinkRules links = new LinkRules(store, judge, tolerance);
        links.check();
        Published published = new Published(store, judge);
        boolean isWhole = published.total() <= SURELY_RETAINED;
        published.checkSelf(isWhole);
        if (isWhole) {
            EventRules events = new EventRules(store, judge, published);
            events.check();
            events.checkRequests(announcements, run);
        }
        new OwnRules(store, judge).check(users);
    }

    private void nothingIsPending() {
        // What an instance claimed or decided whose clock is ahead waits until that time has come.
        for (String kind : promise.oneClock() ? List.of("due", "claims") : List.<String>of()) {
            List<StoredConnections.Key> keys = store.of(kind);
            judge.must(
                    PENDING,
                    keys.stream().allMatch(key -> store.members(key).isEmpty()),
                    () -> kind + ": "
                            + keys.stream()
                                    .map(key -> key.text() + store.members(key))
                                    .toList());
        }
        store.of("outbox")
                .forEach(key -> judge.must(
                        "every event is published",
                        store.waiting(key) == 0,
                        () -> key.text() + " has " + store.waiting(key)));
        store.pairs("use")
                .forEach((use, row) ->
                        judge.must(PENDING, row.json().path("settled").asBoolean(false), () -> "a use: " + use));
        store.rows("profile")
                .forEach((user, row) -> judge.must(
                        PENDING, !row.has("pending") && !row.has("release"), () -> "a username: " + user + row.json()));
    }
}
