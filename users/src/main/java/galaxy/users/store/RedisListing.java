package galaxy.users.store;

import galaxy.kernel.Page;
import galaxy.store.Layouts;
import galaxy.store.ServiceStore;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.Accounts;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.UserListing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists users: checks the record of each candidate, as it reads now. A page waits for no repair, and examines a bounded number of
 * candidates beyond its items: then it ends early and says where to go on.
 */
final class RedisListing implements UserListing {
    /** Candidates beyond the items of a page that examines a combination of filters. */
    private static final int BEYOND_COMBINED = 400;

    /** The same for one filter: only when so many have changed by time at once that the repairs are far behind. */
    private static final int BEYOND = 300;

    private static final int GREATEST_BATCH = 400;

    /** All users are walked as long as at least one in so many satisfies the filter: else the union of many indexes is. */
    private static final int TRIED_PER_FOUND = 2;

    /** The same where the indexes are in many shards, each of which is asked for each. */
    private static final int TRIED_PER_FOUND_IN_SHARDS = 12;

    private final Candidates candidates;
    private final Layouts layouts;
    private final AccountStore accounts;
    private final Accounts repairs;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;

    RedisListing(ServiceStore store, UserKeys keys, AccountStore accounts, Accounts repairs, LimitCatalogue catalogue) {
        this.layouts = store.layouts();
        this.candidates = new Candidates(store, keys);
        this.accounts = accounts;
        this.repairs = repairs;
        this.catalogue = catalogue;
        this.clock = store.clock();
    }

    /** What the indexes by markers hold is known to be complete only when it still is after they were read. */
    @Override
    public Page<Account, ListingKey> page(ListingFilter filter, Optional<ListingKey> after, int size) {
        if (!filter.markers().isEmpty() && layouts.isWhole()) {
            Page<Account, ListingKey> page = page(filter, after, size, true);
            if (layouts.isStillWhole()) {
                return page;
            }
        }
        return page(filter, after, size, false);
    }

    private Page<Account, ListingKey> page(
            ListingFilter filter, Optional<ListingKey> after, int size, boolean byMarkers) {
        Instant now = clock.instant();
        Candidates.Walk walk =
                candidates.start(new Candidates.Request(filter, after.map(ListingKey::text), size + 1, now, byMarkers));
        int beyond = filter.isCombined() ? BEYOND_COMBINED : BEYOND;
        List<Account> found = new ArrayList<>(size + 1);
        int examined = 0;
        int tried = 0;
        int passed = 0;
        int most = size + 1;
        while (most > 0) {
            List<String> batch = walk.take(most);
            if (batch.isEmpty()) {
                break;
            }
            List<Account> matching = matching(batch, filter, now);
            found.addAll(matching);
            examined += batch.size();
            int left = beyond + found.size() - examined;
            if (found.size() <= size && left <= 0) {
                return new Page<>(found, Optional.of(Candidates.place(batch.getLast())));
            }
            tried += batch.size();
            passed += matching.size();
            int missing = size + 1 - found.size();
            if (missing > 0 && walk.instead().isPresent() && isRare(missing, tried, passed, left)) {
                walk = walk.instead().get().apply(batch.getLast());
                tried = 0;
                passed = 0;
            }
            most = Math.min(nextBatch(missing, tried, passed), Math.max(left, 0) + Math.max(missing, 0));
        }
        return Page.of(
                found, size, account -> new ListingKey(account.createdAt().toEpochMilli(), account.userId()));
    }

    private List<Account> matching(List<String> batch, ListingFilter filter, Instant now) {
        List<Account> found = new ArrayList<>(batch.size());
        for (AccountSnapshot snapshot :
                accounts.readAll(batch.stream().map(Candidates::userId).toList())) {
            if (snapshot.isOutdated()) {
                repairs.repairSoon(snapshot, now);
            }
            if (filter.matches(snapshot.account(), catalogue, now)) {
                found.add(snapshot.account().at(now));
            }
        }
        return found;
    }

    /** Whether too few satisfy the filter, or so few that what is missing is not among the candidates that are left. */
    private boolean isRare(int missing, int tried, int passed, int left) {
        int perFound = layouts.isOneShard() ? TRIED_PER_FOUND : TRIED_PER_FOUND_IN_SHARDS;
        return (long) passed * perFound < tried || (long) missing * tried > (long) passed * (missing + left);
    }

    /** As many as should contain what is missing at the rate of the filter so far, and a few more. */
    private static int nextBatch(int missing, int tried, int passed) {
        if (missing <= 0) {
            return 0;
        }
        long enough = passed == 0 ? Math.max(missing, 2L * tried) : 2 + missing * 5L * tried / (4L * passed);
        return (int) Math.min(enough, GREATEST_BATCH);
    }
}
