package galaxy.users.store;

import galaxy.chassis.store.Bucket;
import galaxy.chassis.store.Redis;
import galaxy.chassis.store.Scan;
import galaxy.chassis.store.Sweeper;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.UserListing;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lists users from the indexes. What is due is written down first, so that the indexes say what is true now; then the
 * shortest index that covers a part of the filter is walked, and the records have the last word.
 */
final class RedisListing implements UserListing {
    /** Up to so many plans that end in a window are sorted by hand; more are found fast enough among all paid users. */
    private static final long SMALL_WINDOW = 2000;

    private final Redis redis;
    private final UserKeys keys;
    private final RedisAccounts accounts;
    private final Sweeper sweeper;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;

    RedisListing(
            Redis redis,
            UserKeys keys,
            RedisAccounts accounts,
            Sweeper sweeper,
            LimitCatalogue catalogue,
            InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.accounts = accounts;
        this.sweeper = sweeper;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public Page<Account, ListingKey> page(ListingFilter filter, Optional<ListingKey> after, int size) {
        Instant now = clock.instant();
        sweeper.visitDue(now);
        Supplier<Optional<String>> candidates = candidates(filter, after, size + 1);
        List<Account> found = new ArrayList<>(size + 1);
        boolean more = true;
        while (more && found.size() <= size) {
            List<UserId> batch = take(candidates, Math.max(size + 1 - found.size(), size / 2));
            more = !batch.isEmpty();
            for (Account account : accounts.readAll(batch)) {
                if (filter.matches(account, catalogue, now)) {
                    found.add(account.at(now));
                }
            }
        }
        return Page.of(
                found, size, account -> new ListingKey(account.createdAt().toEpochMilli(), account.userId()));
    }

    private static List<UserId> take(Supplier<Optional<String>> candidates, int most) {
        List<UserId> batch = new ArrayList<>(most);
        while (batch.size() < most) {
            Optional<String> next = candidates.get();
            if (next.isEmpty()) {
                break;
            }
            batch.add(userId(next.get()));
        }
        return batch;
    }

    /** A walk over listing keys in which no user that satisfies the filter is missing. */
    private Supplier<Optional<String>> candidates(ListingFilter filter, Optional<ListingKey> after, int wanted) {
        Optional<String> start = after.map(ListingKey::text);
        if (filter.hasWindow()) {
            Range<Long> window = window(filter);
            if (countInWindow(window) <= SMALL_WINDOW) {
                return inWindow(window, start);
            }
        }
        Set<IndexTerm> terms = mostSelective(filter);
        if (terms.isEmpty()) {
            return Optional::empty;
        }
        return Scan.start(redis, bucket -> indexes(bucket, terms), start, wanted)::next;
    }

    private List<String> indexes(Bucket bucket, Set<IndexTerm> terms) {
        return terms.stream().map(term -> keys.index(bucket, term)).toList();
    }

    private Set<IndexTerm> mostSelective(ListingFilter filter) {
        List<Set<IndexTerm>> parts = filter.candidates();
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().min(Comparator.comparingLong(this::count)).orElseThrow();
    }

    /** How many users the indexes hold in the first sixteen buckets, which are as full as the others. */
    private long count(Set<IndexTerm> terms) {
        List<Redis.Command<Long>> counts = new ArrayList<>();
        for (Bucket bucket : Bucket.all().subList(0, Bucket.COUNT / 16)) {
            for (String key : indexes(bucket, terms)) {
                counts.add(commands -> commands.zcard(key));
            }
        }
        return redis.callAll("zcard", counts).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Range<Long> window(ListingFilter filter) {
        return Range.from(
                filter.paidExpiresAfter()
                        .map(Instant::toEpochMilli)
                        .<Range.Boundary<Long>>map(Range.Boundary::including)
                        .orElse(Range.Boundary.unbounded()),
                filter.paidExpiresBefore()
                        .map(Instant::toEpochMilli)
                        .<Range.Boundary<Long>>map(Range.Boundary::excluding)
                        .orElse(Range.Boundary.unbounded()));
    }

    private long countInWindow(Range<Long> window) {
        List<Redis.Command<Long>> counts = new ArrayList<>(Bucket.COUNT);
        for (Bucket bucket : Bucket.all()) {
            counts.add(commands -> commands.zcount(keys.paidEnds(bucket), window));
        }
        return redis.callAll("zcount", counts).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Supplier<Optional<String>> inWindow(Range<Long> window, Optional<String> start) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(Bucket.COUNT);
        for (Bucket bucket : Bucket.all()) {
            reads.add(commands -> commands.zrangebyscore(keys.paidEnds(bucket), window));
        }
        Iterator<String> members = redis.callAll("window", reads).stream()
                .flatMap(List::stream)
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .filter(member -> start.isEmpty() || member.compareTo(start.get()) < 0)
                .sorted(Comparator.reverseOrder())
                .iterator();
        return () -> members.hasNext() ? Optional.of(members.next()) : Optional.empty();
    }

    private static UserId userId(String member) {
        return UserId.of(member.substring(member.indexOf('|') + 1));
    }
}
