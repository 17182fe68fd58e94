package galaxy.users.store;

import galaxy.kernel.UserId;
import galaxy.store.Layouts;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.users.listing.ListingFilter;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ends of paid plans: in each shard a sorted set of places in the listing by the time of the end. */
final class PlanEnds {
    private final Redis redis;
    private final UserKeys keys;
    private final Layouts layouts;

    PlanEnds(ServiceStore store, UserKeys keys) {
        this.redis = store.redis();
        this.keys = keys;
        this.layouts = store.layouts();
    }

    /** Those whose plan ends in the window of a filter, in their order. */
    List<String> inWindow(ListingFilter filter, List<String> members) {
        List<Optional<Instant>> ends = of(members);
        return IntStream.range(0, members.size())
                .filter(i -> filter.endsInTheWindow(ends.get(i)))
                .mapToObj(members::get)
                .toList();
    }

    /** Those whose plan has ended. */
    Set<String> endedBy(Instant now, List<String> members) {
        List<Optional<Instant>> ends = of(members);
        return IntStream.range(0, members.size())
                .filter(i -> ends.get(i).stream().anyMatch(end -> !end.isAfter(now)))
                .mapToObj(members::get)
                .collect(Collectors.toSet());
    }

    private List<Optional<Instant>> of(List<String> members) {
        List<Redis.Command<Double>> reads = new ArrayList<>(members.size());
        for (String member : members) {
            UserId userId = Candidates.userId(member);
            String key = keys.paidEnds(redis.shards().of(keys.bucket(userId)));
            reads.add(commands -> commands.zscore(key, member.getBytes(StandardCharsets.UTF_8)));
        }
        return redis.callAll("zscore", reads).stream()
                .map(end -> Optional.ofNullable(end).map(millis -> Instant.ofEpochMilli(millis.longValue())))
                .toList();
    }

    /** Every member with an end in a range, shard by shard. */
    List<String> all(Range<Long> range) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>();
        for (Shard shard : layouts.readable()) {
            reads.add(commands -> commands.zrangebyscore(keys.paidEnds(shard), range));
        }
        return redis.callAll("window", reads).stream()
                .flatMap(List::stream)
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }
}
