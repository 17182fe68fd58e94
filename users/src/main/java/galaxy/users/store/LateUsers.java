package galaxy.users.store;

import galaxy.kernel.UserId;
import galaxy.store.BucketStore;
import galaxy.store.ServiceStore;
import galaxy.users.account.Account;
import galaxy.users.listing.ListingKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The users whom time has changed while that is most likely not written yet: the indexes hold them as they were before. Each as
 * the place in the listing.
 */
final class LateUsers {
    /** Records that one page reads to learn places. */
    private static final int AT_ONCE = 500;

    private final BucketStore records;
    private final UserKeys keys;
    private final PassedMembers ends;
    private final PassedMembers due;

    /** A due time names a user only by the id, so the place is read once and kept for as long as the user is due. */
    private final Map<String, String> known = new HashMap<>();

    private final Deque<String> unknown = new ArrayDeque<>();
    private NavigableSet<String> places = new ConcurrentSkipListSet<>();

    LateUsers(ServiceStore store, UserKeys keys) {
        this.records = store.records();
        this.keys = keys;
        this.ends = new PassedMembers(store, "window", keys::paidEnds, member -> true);
        this.due = new PassedMembers(store, "due", UserKeys.SPACE::due, member -> !UserKeys.isAddress(member));
    }

    /** Those whose paid plan has ended. */
    NavigableSet<String> ended(Instant now) {
        return ends.by(now, System.nanoTime()).members();
    }

    /** All of whom something is due; empty while so many are that not all their places are known yet. */
    Optional<NavigableSet<String>> due(Instant now) {
        return due(now, System.nanoTime());
    }

    private synchronized Optional<NavigableSet<String>> due(Instant now, long asked) {
        PassedMembers.Passed passed = due.by(now, asked);
        if (passed.isNew()) {
            known.keySet().retainAll(passed.members());
            places = new ConcurrentSkipListSet<>(known.values());
            unknown.clear();
            passed.members().stream().filter(id -> !known.containsKey(id)).forEach(unknown::add);
        } else {
            unknown.addAll(passed.added());
        }
        learn();
        return unknown.isEmpty() ? Optional.of(Collections.unmodifiableNavigableSet(places)) : Optional.empty();
    }

    private void learn() {
        if (unknown.isEmpty()) {
            return;
        }
        List<String> some = new ArrayList<>();
        unknown.stream().limit(AT_ONCE).forEach(id -> some.add(keys.account(UserId.of(id))));
        for (var record : records.readAll(some, AccountCommits.ACCOUNT)) {
            Account account = record.value().account();
            String place = new ListingKey(account.createdAt().toEpochMilli(), account.userId()).text();
            known.put(account.userId().value(), place);
            places.add(place);
        }
        for (int i = 0; i < some.size(); i++) {
            unknown.remove();
        }
    }
}
