package galaxy.users.store;

import galaxy.store.Layouts;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.users.listing.ListingFilter;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

    /** Those whose plan ends in the window of a filter and has not ended yet, in their order. */
    List<String> inWindow(ListingFilter filter, List<String> members, Instant now) {
        List<Optional<Instant>> ends = of(members);
        return IntStream.range(0, members.size())
                .filter(i -> filter.endsInTheWindow(ends.get(i).filter(now::isBefore)))
                .mapToObj(members::get)
                .toList();
    }

    private List<Optional<Instant>> of(List<String> members) {
        Map<String, List<String>> byKey = members.stream()
                .collect(Collectors.groupingBy(
                        member -> keys.paidEnds(redis.shards().of(keys.bucket(Candidates.userId(member))))));
        List<Map.Entry<String, List<String>>> groups = List.copyOf(byKey.entrySet());
        List<Redis.Command<List<Double>>> reads = new ArrayList<>(groups.size());
        for (Map.Entry<String, List<String>> group : groups) {
            byte[][] wanted = group.getValue().stream()
                    .map(member -> member.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            reads.add(commands -> commands.zmscore(group.getKey(), wanted));
        }
        List<List<Double>> ends = redis.callAll("zmscore", reads);
        Map<String, Instant> found = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            List<String> group = groups.get(i).getValue();
            for (int j = 0; j < group.size(); j++) {
                @Nullable Double end = ends.get(i).get(j);
                if (end != null) {
                    found.put(group.get(j), Instant.ofEpochMilli(end.longValue()));
                }
            }
        }
        return members.stream()
                .map(member -> Optional.ofNullable(found.get(member)))
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
