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
import galaxy.users.listing.PaidState;
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
    /** How many entries of an index cost as much as one record. */
    private static final long ENTRIES_PER_RECORD = 8;

    /** Enough buckets to guess a size from; they are as full as the others. */
    private static final List<Bucket> SAMPLE = Bucket.all().subList(0, Bucket.COUNT / 16);

    private static final int GREATEST_BATCH = 400;

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
        int most = size + 1;
        while (more && found.size() <= size) {
            List<UserId> batch = take(candidates, most);
            more = !batch.isEmpty();
            // The filter lets few of the candidates through: more of them at a time.
            most = Math.min(2 * most, GREATEST_BATCH);
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
            if (isSmall(window, wanted)) {
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

    /** About how many users the indexes hold. */
    private long count(Set<IndexTerm> terms) {
        List<Redis.Command<Long>> counts = new ArrayList<>();
        for (Bucket bucket : SAMPLE) {
            for (String key : indexes(bucket, terms)) {
                counts.add(commands -> commands.zcard(key));
            }
        }
        return estimate(redis.callAll("zcard", counts));
    }

    private static long estimate(List<Long> counts) {
        return Bucket.COUNT
                / SAMPLE.size()
                * counts.stream().mapToLong(Long::longValue).sum();
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

    /**
     * Whether it is less work to sort all plans that end in the window than to look for them among all paid users. The
     * first reads as many entries as there are; the second reads the more records the fewer there are.
     */
    private boolean isSmall(Range<Long> window, int wanted) {
        List<Redis.Command<Long>> counts = new ArrayList<>(SAMPLE.size());
        for (Bucket bucket : SAMPLE) {
            counts.add(commands -> commands.zcount(keys.paidEnds(bucket), window));
        }
        long inWindow = estimate(redis.callAll("zcount", counts));
        long paid = count(Set.of(IndexTerm.of(PaidState.PAID)));
        return inWindow * inWindow <= ENTRIES_PER_RECORD * wanted * paid;
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
