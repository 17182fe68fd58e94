package galaxy.torture.connections;

import java.util.Collection;
import java.util.List;

/** Compares the store with itself and with what was acknowledged. */
final class StoreCheck {
    static final String PENDING = "nothing is pending";

    private final StoredConnections store;
    private final Judge judge;
    private final ConnectionsWorkload.Options options;

    StoreCheck(StoredConnections store, Judge judge, ConnectionsWorkload.Options options) {
        this.store = store;
        this.judge = judge;
        this.options = options;
    }

    void check(Collection<OwnUser> users, Announcements announcements, String run) {
        nothingIsPending();
        new ProfileRules(store, judge).check();
        ContactRules contacts = new ContactRules(store, judge);
        contacts.check();
        LinkRules links = new LinkRules(store, judge, options.tolerance());
        links.check();
        Published published = new Published(store, judge);
        boolean isWhole = published.total() <= options.retainedEvents();
        published.checkSelf(isWhole);
        if (isWhole) {
            EventRules events = new EventRules(store, judge, published);
            events.check();
            events.checkRequests(announcements, run);
        }
        new OwnRules(store, judge).check(users);
    }

    private void nothingIsPending() {
        for (String kind : List.of("due", "claims")) {
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
