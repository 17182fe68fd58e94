package galaxy.users.store;

import galaxy.kernel.UserId;
import galaxy.store.Layouts;
import galaxy.store.Redis;
import galaxy.store.Scan;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.PaidState;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds candidates for a page in the indexes: the shortest index that covers a part of the filter is walked. Where only many
 * indexes together cover it, all users are walked first: most often many of them satisfy it.
 *
 * <p>The indexes hold a user as the record was last written. Those who have come to satisfy the filter by time alone since
 * are added from what is due; those who no longer do are candidates whose record says so.
 */
final class Candidates {
    /** How many plans can be sorted in the time in which one record is read and compared with the filter. */
    private static final int SORTED_PER_RECORD = 100;

    /** The same in that of one look-up of the end of a plan, which goes together with others of the shard. */
    private static final int SORTED_PER_END = 10;

    /** The same where there are many shards. */
    private static final int SORTED_PER_END_OF_SHARDS = 20;

    /** More plans than these are not sorted in the place of a search: they would take many milliseconds and megabytes. */
    private static final int MOST_SORTED = 10_000;

    /** A search that has asked so many times as many as expected ends, and the rest is sorted. */
    private static final int LONGEST_SEARCH = 4;

    /** Of so many shards one is enough to estimate a size; the others are as full. */
    private static final int PER_SAMPLE = 16;

    private static final int GREATEST_BATCH = 400;

    /** The union of more indexes than these costs more than to try a page of all users. */
    private static final int FEW_INDEXES = 4;

    private static final IndexTerm FREE = IndexTerm.of(PaidState.FREE);

    private final Redis redis;
    private final UserKeys keys;
    private final Layouts layouts;
    private final LateUsers late;
    private final PlanEnds ends;

    Candidates(ServiceStore store, UserKeys keys) {
        this.redis = store.redis();
        this.keys = keys;
        this.layouts = store.layouts();
        this.late = new LateUsers(store, keys);
        this.ends = new PlanEnds(store, keys);
    }

    /**
     * A page to find candidates for.
     *
     * @param after the listing key to come after
     * @param wanted about how many candidates will be taken
     * @param byMarkers whether the indexes by markers may be walked
     */
    record Request(ListingFilter filter, Optional<String> after, int wanted, Instant now, boolean byMarkers) {
        private Request from(String last) {
            return new Request(filter, Optional.of(last), wanted, now, byMarkers);
        }

        private List<Set<IndexTerm>> parts() {
            return filter.candidates(byMarkers);
        }

        private boolean isAhead(String member) {
            return after.isEmpty() || member.compareTo(after.get()) < 0;
        }
    }

    /**
     * A walk over listing keys that includes every user who satisfies the filter.
     *
     * @param instead continues behind a listing key in another way, when few candidates satisfy the filter
     */
    record Walk(Supplier<Optional<String>> candidates, Optional<Function<String, Walk>> instead) {
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

    Walk start(Request request) {
        Set<IndexTerm> terms = mostSelective(request.parts());
        if (request.filter().hasWindow()) {
            return new Walk(inWindow(request, terms), Optional.empty());
        }
        if (terms.size() <= FEW_INDEXES) {
            return new Walk(current(request, terms), Optional.empty());
        }
        return new Walk(
                scan(request, Set.of(IndexTerm.ALL), request.wanted()),
                Optional.of(last -> new Walk(current(request.from(last), terms), Optional.empty())));
    }

    /** The users of some indexes, and those whom a time in the past brings into them. */
    private Supplier<Optional<String>> current(Request request, Set<IndexTerm> terms) {
        // Read before the indexes: who is not due any more by now is in the indexes already.
        Optional<NavigableSet<String>> places = late(request, terms);
        if (places.isEmpty()) {
            return scan(request, Set.of(IndexTerm.ALL), request.wanted());
        }
        Supplier<Optional<String>> indexed = scan(request, terms, request.wanted());
        NavigableSet<String> ahead =
                request.after().map(after -> places.get().headSet(after, false)).orElse(places.get());
        return ahead.isEmpty() ? indexed : new MergedWalk(indexed, ahead.descendingIterator())::next;
    }

    /** Whom time has brought into some indexes; empty when they are too many to know. */
    private Optional<NavigableSet<String>> late(Request request, Set<IndexTerm> terms) {
        if (terms.contains(FREE)) {
            return Optional.of(late.ended(request.now()));
        }
        return terms.stream().anyMatch(IndexTerm::isOfMarkers)
                ? late.due(request.now())
                : Optional.of(Collections.emptyNavigableSet());
    }

    private Supplier<Optional<String>> scan(Request request, Set<IndexTerm> terms, int wanted) {
        return terms.isEmpty()
                ? Optional::empty
                : Scan.start(redis, layouts.readable(), shard -> indexes(shard, terms), request.after(), wanted)::next;
    }

    private List<String> indexes(Shard shard, Set<IndexTerm> terms) {
        return terms.stream().map(term -> keys.index(shard, term)).toList();
    }

    private Set<IndexTerm> mostSelective(List<Set<IndexTerm>> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().min(Comparator.comparingLong(this::count)).orElseThrow();
    }

    /** About how many users the indexes hold. */
    private long count(Set<IndexTerm> terms) {
        return estimate(
                "zcard",
                shard -> indexes(shard, terms).stream()
                        .<Redis.Command<Long>>map(key -> commands -> commands.zcard(key)));
    }

    private long estimate(String operation, Function<Shard, Stream<Redis.Command<Long>>> counts) {
        List<Shard> shards = layouts.readable();
        List<Shard> sample = shards.size() < PER_SAMPLE ? shards : shards.subList(0, shards.size() / PER_SAMPLE);
        List<Redis.Command<Long>> all = sample.stream().flatMap(counts).toList();
        long sum = redis.callAll(operation, all).stream()
                .mapToLong(Long::longValue)
                .sum();
        return sum * shards.size() / sample.size();
    }

    /** The ends that a plan in the window can have: what has ended is in no window. */
    private static Range<Long> window(Request request) {
        long now = request.now().toEpochMilli();
        ListingFilter filter = request.filter();
        return Range.from(
                Range.Boundary.including(filter.paidExpiresAfter()
                        .map(after -> Math.max(after.toEpochMilli(), now + 1))
                        .orElse(now + 1)),
                filter.paidExpiresBefore()
                        .map(Instant::toEpochMilli)
                        .<Range.Boundary<Long>>map(Range.Boundary::excluding)
                        .orElse(Range.Boundary.unbounded()));
    }

    /**
     * The users whose plan ends in the window: all of them sorted, or found among the users of some indexes, whichever is
     * less work. The first reads all of them; the second reads more others the fewer they are.
     */
    private Supplier<Optional<String>> inWindow(Request request, Set<IndexTerm> terms) {
        Range<Long> window = window(request);
        long inWindow = countEnds(window);
        long others = count(terms);
        long asked = Math.max(1, Math.min(others, 1 + request.wanted() * others / Math.max(1, inWindow)));
        boolean byRecord = request.filter().isCombined() || layouts.isMoving();
        int sortedPerEnd = layouts.isOneShard() ? SORTED_PER_END : SORTED_PER_END_OF_SHARDS;
        int sortedPerAsked = byRecord ? SORTED_PER_RECORD : sortedPerEnd;
        if (inWindow <= sortedPerAsked * asked) {
            return sorted(window, request);
        }
        // A little more, as one in two pages would else need a second look.
        int atOnce = (int) Math.min(1 + asked + asked / 4, GREATEST_BATCH);
        Walk all = new Walk(scan(request, terms, atOnce), Optional.empty());
        if (byRecord) {
            return all.candidates();
        }
        int longest = inWindow <= MOST_SORTED ? LONGEST_SEARCH * atOnce : Integer.MAX_VALUE;
        return new AskedForEnds(request, window, all, atOnce, longest);
    }

    /**
     * Users whose ends are looked up in the order of the listing, and compared with the window. Should far more have to be
     * asked than if the ends were spread evenly, what follows is sorted, unless that is much.
     */
    private final class AskedForEnds implements Supplier<Optional<String>> {
        private final Request request;
        private final Range<Long> window;
        private final Walk all;
        private final Deque<String> found = new ArrayDeque<>();
        private int atOnce;
        private int left;
        private Optional<Supplier<Optional<String>>> others = Optional.empty();

        /**
         * @param atOnce how many have to be asked for a page if the ends are spread evenly
         * @param longest after how many the others are sorted
         */
        AskedForEnds(Request request, Range<Long> window, Walk all, int atOnce, int longest) {
            this.request = request;
            this.window = window;
            this.all = all;
            this.atOnce = atOnce;
            this.left = longest;
        }

        @Override
        public Optional<String> get() {
            while (found.isEmpty() && others.isEmpty()) {
                List<String> batch = all.take(atOnce);
                if (batch.isEmpty()) {
                    return Optional.empty();
                }
                found.addAll(ends.inWindow(request.filter(), batch, request.now()));
                left -= batch.size();
                atOnce = found.isEmpty() ? Math.min(2 * atOnce, GREATEST_BATCH) : 1 + atOnce / 4;
                if (left <= 0 && found.isEmpty()) {
                    others = Optional.of(sorted(window, request.from(batch.getLast())));
                }
            }
            return found.isEmpty() ? others.flatMap(Supplier::get) : Optional.of(found.removeFirst());
        }
    }

    /** About how many plans end in the window. */
    private long countEnds(Range<Long> window) {
        return estimate("zcount", shard -> Stream.of(commands -> commands.zcount(keys.paidEnds(shard), window)));
    }

    private Supplier<Optional<String>> sorted(Range<Long> window, Request request) {
        // Most often few of them are taken, and a heap sorts only those.
        Queue<String> members = new PriorityQueue<>(Collections.reverseOrder());
        Set<String> known = new HashSet<>();
        for (String member : ends.all(window)) {
            if (request.isAhead(member) && known.add(member)) {
                members.add(member);
            }
        }
        return () -> Optional.ofNullable(members.poll());
    }

    static UserId userId(String member) {
        return UserId.of(member.substring(ListingKey.DIGITS + 1));
    }

    static ListingKey place(String member) {
        return ListingKey.parse(member).orElseThrow();
    }
}
