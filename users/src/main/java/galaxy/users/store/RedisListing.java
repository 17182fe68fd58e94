package galaxy.users.store;

import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.Redis;
import galaxy.store.Scan;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.UserListing;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lists users from the indexes. What is due is applied first, so that the indexes are current; then the shortest index
 * that covers a part of the filter is walked, and each record is checked. Where only many indexes together cover it, all
 * users are walked first: most often many of them satisfy it.
 */
final class RedisListing implements UserListing {
    /** How many plans can be sorted in the time of one look-up of the end of a plan. */
    private static final long SORTED_PER_ASKED = 100;

    /** Enough buckets to estimate a size; the others are as full. */
    private static final List<Bucket> SAMPLE = Bucket.all().subList(0, Bucket.COUNT / 16);

    private static final int GREATEST_BATCH = 400;

    /** The union of more indexes than these costs more than to try a page of all users. */
    private static final int FEW_INDEXES = 4;

    /** All users are walked as long as at least one in so many satisfies the filter. */
    private static final int TRIED_PER_FOUND = 12;

    private final Redis redis;
    private final UserKeys keys;
    private final AccountStore accounts;
    private final StoreWork work;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;

    RedisListing(ServiceStore store, UserKeys keys, AccountStore accounts, StoreWork work, LimitCatalogue catalogue) {
        this.redis = store.redis();
        this.keys = keys;
        this.accounts = accounts;
        this.work = work;
        this.catalogue = catalogue;
        this.clock = store.clock();
    }

    @Override
    public Page<Account, ListingKey> page(ListingFilter filter, Optional<ListingKey> after, int size) {
        Instant now = clock.instant();
        work.visitDue(now);
        Walk walk = start(filter, after.map(ListingKey::text), size + 1);
        List<Account> found = new ArrayList<>(size + 1);
        int most = size + 1;
        int tried = 0;
        int passed = 0;
        while (most > 0) {
            List<String> batch = walk.take(most);
            if (batch.isEmpty()) {
                break;
            }
            for (Account account :
                    accounts.readAll(batch.stream().map(RedisListing::userId).toList())) {
                if (filter.matches(account, catalogue, now)) {
                    found.add(account.at(now));
                    passed++;
                }
            }
            tried += batch.size();
            if (walk.instead().isPresent() && passed * TRIED_PER_FOUND < tried) {
                walk = walk.instead().get().apply(batch.getLast());
                tried = 0;
                passed = 0;
            }
            most = nextBatch(size + 1 - found.size(), tried, passed);
        }
        return Page.of(
                found, size, account -> new ListingKey(account.createdAt().toEpochMilli(), account.userId()));
    }

    /** As many as should contain what is missing at the rate of the filter so far, and a few more. */
    private static int nextBatch(int missing, int tried, int passed) {
        if (missing <= 0) {
            return 0;
        }
        long enough = passed == 0 ? Math.max(missing, 2L * tried) : 2 + missing * 5L * tried / (4L * passed);
        return (int) Math.min(enough, GREATEST_BATCH);
    }

    /**
     * A walk over listing keys that includes every user who satisfies the filter.
     *
     * @param instead continues behind a listing key in another way, when few candidates satisfy the filter
     */
    private record Walk(Supplier<Optional<String>> candidates, Optional<Function<String, Walk>> instead) {
        List<String> take(int most) {
            List<String> batch = new ArrayList<>(most);
            while (batch.size() < most) {
                Optional<String> next = candidates.get();
                if (next.isEmpty()) {
                    break;
                }
                batch.add(next.get());
            }
            return batch;
        }
    }

    private Walk start(ListingFilter filter, Optional<String> after, int wanted) {
        Set<IndexTerm> terms = mostSelective(filter);
        if (filter.hasWindow()) {
            return new Walk(inWindow(filter, terms, after, wanted), Optional.empty());
        }
        if (terms.size() <= FEW_INDEXES) {
            return new Walk(scan(terms, after, wanted), Optional.empty());
        }
        return new Walk(
                scan(Set.of(IndexTerm.ALL), after, wanted),
                Optional.of(last -> new Walk(scan(terms, Optional.of(last), wanted), Optional.empty())));
    }

    private Supplier<Optional<String>> scan(Set<IndexTerm> terms, Optional<String> after, int wanted) {
        return terms.isEmpty()
                ? Optional::empty
                : Scan.start(redis, bucket -> indexes(bucket, terms), after, wanted)::next;
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
     * The users whose plan ends in the window: all of them sorted, or found among the users of some indexes, whichever is
     * less work. The first reads all of them; the second reads more others the fewer they are.
     */
    private Supplier<Optional<String>> inWindow(
            ListingFilter filter, Set<IndexTerm> terms, Optional<String> after, int wanted) {
        Range<Long> window = window(filter);
        long inWindow = countEnds(window);
        long others = count(terms);
        if (inWindow * inWindow <= SORTED_PER_ASKED * wanted * others) {
            return sorted(window, after);
        }
        int atOnce = (int) Math.min(1 + wanted * others / inWindow, GREATEST_BATCH);
        Walk all = new Walk(scan(terms, after, atOnce), Optional.empty());
        Deque<String> found = new ArrayDeque<>();
        return () -> {
            while (found.isEmpty()) {
                List<String> batch = all.take(atOnce);
                if (batch.isEmpty()) {
                    return Optional.empty();
                }
                found.addAll(endingInWindow(filter, batch));
            }
            return Optional.of(found.removeFirst());
        };
    }

    private List<String> endingInWindow(ListingFilter filter, List<String> members) {
        List<Redis.Command<Double>> reads = new ArrayList<>(members.size());
        for (String member : members) {
            String key = keys.paidEnds(keys.bucket(userId(member)));
            reads.add(commands -> commands.zscore(key, member.getBytes(StandardCharsets.UTF_8)));
        }
        List<Double> ends = redis.callAll("zscore", reads);
        List<String> found = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            Optional<Instant> end = Optional.ofNullable(ends.get(i)).map(ms -> Instant.ofEpochMilli(ms.longValue()));
            if (filter.endsInTheWindow(end)) {
                found.add(members.get(i));
            }
        }
        return found;
    }

    /** About how many plans end in the window. */
    private long countEnds(Range<Long> window) {
        List<Redis.Command<Long>> counts = new ArrayList<>(SAMPLE.size());
        for (Bucket bucket : SAMPLE) {
            counts.add(commands -> commands.zcount(keys.paidEnds(bucket), window));
        }
        return estimate(redis.callAll("zcount", counts));
    }

    private Supplier<Optional<String>> sorted(Range<Long> window, Optional<String> after) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(Bucket.COUNT);
        for (Bucket bucket : Bucket.all()) {
            reads.add(commands -> commands.zrangebyscore(keys.paidEnds(bucket), window));
        }
        Optional<byte[]> bound = after.map(member -> member.getBytes(StandardCharsets.UTF_8));
        // Most often few of them are taken, and a heap sorts only those.
        Queue<byte[]> members = new PriorityQueue<>(Collections.reverseOrder(Arrays::compareUnsigned));
        for (List<byte[]> ofBucket : redis.callAll("window", reads)) {
            for (byte[] member : ofBucket) {
                if (bound.isEmpty() || Arrays.compareUnsigned(member, bound.get()) < 0) {
                    members.add(member);
                }
            }
        }
        return () -> Optional.ofNullable(members.poll()).map(member -> new String(member, StandardCharsets.UTF_8));
    }

    private static UserId userId(String member) {
        return UserId.of(member.substring(member.indexOf('|') + 1));
    }
}
