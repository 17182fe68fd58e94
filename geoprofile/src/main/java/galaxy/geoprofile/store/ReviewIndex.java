package galaxy.geoprofile.store;

import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ReviewKey;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.store.Commit;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.store.Versioned;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions that wait for a decision or for users: a sorted set of each kind in each shard. */
final class ReviewIndex {
    private static final List<VersionState> STATES = List.of(VersionState.PROPOSED, VersionState.SYNCING);

    /** Of one shard, where there are many. */
    private static final int AT_ONCE = 16;

    private final ServiceStore store;

    ReviewIndex(ServiceStore store) {
        this.store = store;
    }

    /** Adds to a commit what changes between two profiles of a user. */
    void change(Commit commit, UserId userId, Profile before, Profile after) {
        for (VersionState state : STATES) {
            String key = GeoKeys.reviews(commit.shard(), state);
            Optional<String> old = member(userId, before, state);
            Optional<String> next = member(userId, after, state);
            old.filter(member -> !next.equals(old)).ifPresent(member -> commit.unindex(key, member));
            next.ifPresent(member -> commit.index(key, member));
        }
    }

    private static Optional<String> member(UserId userId, Profile profile, VersionState state) {
        return profile.versions()
                .filter(version -> version.state().equals(state))
                .map(version -> ReviewKey.of(userId, version).text())
                .findFirst();
    }

    /**
     * Members of all shards in their order.
     *
     * @param isLast whether there are no more
     */
    private record Members(List<String> members, boolean isLast) {}

    Page<ReviewKey, ReviewKey> page(VersionState state, Optional<ReviewKey> after, int size) {
        List<ReviewKey> found = new ArrayList<>(size + 1);
        Optional<String> reached = after.map(ReviewKey::text);
        boolean isLast = false;
        while (found.size() <= size && !isLast) {
            Members next = members(state, reached, size + 1);
            next.members().forEach(member -> found.add(ReviewKey.parse(member)));
            isLast = next.isLast();
            reached = found.isEmpty() ? reached : Optional.of(found.getLast().text());
        }
        return Page.of(found, size, key -> key);
    }

    private Members members(VersionState state, Optional<String> after, int wanted) {
        List<Shard> shards = store.redis().shards().all();
        int most = shards.size() == 1 ? wanted : Math.min(wanted, AT_ONCE);
        Range<byte[]> rest = Range.from(
                after.map(place -> Boundary.excluding(place.getBytes(StandardCharsets.UTF_8)))
                        .orElse(Boundary.unbounded()),
                Boundary.unbounded());
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(shards.size());
        for (Shard shard : shards) {
            reads.add(commands -> commands.zrangebylex(GeoKeys.reviews(shard, state), rest, Limit.create(0, most)));
        }
        List<List<String>> read = store.redis().callAll("reviews", reads).stream()
                .map(ReviewIndex::texts)
                .toList();
        // A shard that gave as many as it may has more behind its last one: what comes after that is not complete.
        Optional<String> complete = read.stream()
                .filter(texts -> texts.size() == most)
                .map(List::getLast)
                .min(String::compareTo);
        List<String> members = read.stream()
                .flatMap(List::stream)
                .filter(member -> complete.stream().allMatch(end -> member.compareTo(end) <= 0))
                .sorted()
                .toList();
        return new Members(members, complete.isEmpty());
    }

    private static List<String> texts(List<byte[]> members) {
        return members.stream()
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }

    /** How many versions are approved and not acknowledged, in the whole store. */
    long syncing() {
        List<Redis.Command<Long>> reads = new ArrayList<>();
        for (Shard shard : store.redis().shards().all()) {
            reads.add(commands -> commands.zcard(GeoKeys.reviews(shard, VersionState.SYNCING)));
        }
        return store.redis().callAll("syncing", reads).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Fills the index of a store that was written for other shards. Before the first commit. */
    void prepare() {
        String shards = Integer.toString(store.redis().shards().all().size());
        byte[] known = store.redis().call("get", commands -> commands.get(GeoKeys.REVIEWS_INDEXED));
        if (known != null && new String(known, StandardCharsets.US_ASCII).equals(shards)) {
            return;
        }
        if (!store.isNew()) {
            store.eachKey(GeoKeys.PROFILE, this::index);
        }
        store.redis()
                .call(
                        "set",
                        commands -> commands.set(GeoKeys.REVIEWS_INDEXED, shards.getBytes(StandardCharsets.US_ASCII)));
    }

    private void index(List<String> profiles) {
        List<Redis.Command<Long>> writes = new ArrayList<>();
        for (Versioned<Profile> profile : store.records().readAll(profiles, GeoFormats.PROFILE)) {
            UserId userId = GeoKeys.userOf(profile.key());
            Shard shard = store.redis().shards().of(GeoKeys.bucket(userId));
            for (VersionState state : STATES) {
                member(userId, profile.value(), state)
                        .map(member -> member.getBytes(StandardCharsets.UTF_8))
                        .ifPresent(member ->
                                writes.add(commands -> commands.zadd(GeoKeys.reviews(shard, state), 0, member)));
            }
        }
        store.redis().callAll("index_reviews", writes);
    }
}
