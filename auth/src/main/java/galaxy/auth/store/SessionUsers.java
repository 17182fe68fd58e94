package galaxy.auth.store;

import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.store.Redis;
import galaxy.store.Shard;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks every user of whom a session may end with time, shard by shard, the earliest end first. That end moves later, or earlier
 * by a new session, before which users are asked: none is missed who is there from the first page on and not asked for meanwhile.
 */
final class SessionUsers {
    private static final int AT_ONCE = 500;

    private final Redis redis;

    SessionUsers(Redis redis) {
        this.redis = redis;
    }

    /** Where a walk continues: in a shard, after an end in milliseconds. */
    private record Place(int shard, Optional<Long> end) {
        static Place of(String text) {
            int colon = text.indexOf(':');
            String end = text.substring(colon + 1);
            return new Place(
                    Integer.parseInt(text, 0, colon, 10),
                    end.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(end)));
        }

        String text() {
            return shard + ":" + end.map(Object::toString).orElse("");
        }
    }

    Page<UserId, String> page(Optional<String> after) {
        Place place = after.map(Place::of).orElse(new Place(0, Optional.empty()));
        List<Shard> shards = redis.shards().all();
        String key = AuthKeys.SPACE.due(shards.get(place.shard()));
        Range<Long> rest = Range.from(
                place.end().map(Range.Boundary::excluding).orElse(Range.Boundary.unbounded()),
                Range.Boundary.unbounded());
        List<ScoredValue<byte[]>> found =
                redis.call("due", commands -> commands.zrangebyscoreWithScores(key, rest, Limit.create(0, AT_ONCE)));
        Set<String> members = new LinkedHashSet<>();
        found.forEach(each -> members.add(text(each.getValue())));
        Optional<Place> next;
        if (found.size() == AT_ONCE) {
            // All with the last end, so that the next page begins after it.
            long last = (long) found.getLast().getScore();
            Range<Long> same = Range.create(last, last);
            redis.call("due", commands -> commands.zrangebyscore(key, same)).forEach(each -> members.add(text(each)));
            next = Optional.of(new Place(place.shard(), Optional.of(last)));
        } else {
            next = place.shard() + 1 < shards.size()
                    ? Optional.of(new Place(place.shard() + 1, Optional.empty()))
                    : Optional.empty();
        }
        return new Page<>(
                members.stream()
                        .filter(member -> member.startsWith(UserId.PREFIX))
                        .map(UserId::of)
                        .toList(),
                next.map(Place::text));
    }

    private static String text(byte[] member) {
        return new String(member, StandardCharsets.UTF_8);
    }
}
