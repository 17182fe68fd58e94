package galaxy.users.store;

import galaxy.kernel.UserId;
import galaxy.store.BucketStore;
import galaxy.store.Keyspace;
import galaxy.store.Layouts;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.users.listing.ListingKey;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of whom something is due and most likely not written yet: the indexes hold them as they were before. A due time
 * names a user only by the id, so the place of a user in the listing is read once and kept for as long as the user is due.
 */
final class DueUsers {
    private static final int AT_ONCE = 500;

    private final Redis redis;
    private final BucketStore records;
    private final Keyspace space;
    private final UserKeys keys;
    private final Layouts layouts;
    private Map<String, String> places = Map.of();

    DueUsers(ServiceStore store, UserKeys keys) {
        this.redis = store.redis();
        this.records = store.records();
        this.space = UserKeys.SPACE;
        this.keys = keys;
        this.layouts = store.layouts();
    }

    /** The listing keys of all who are due, in no order. Those who ask at the same time share the work. */
    synchronized Collection<String> places(Instant now) {
        Range<Long> until = Range.create(0L, now.toEpochMilli());
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>();
        for (Shard shard : layouts.readable()) {
            reads.add(commands -> commands.zrangebyscore(space.due(shard), until));
        }
        Map<String, String> next = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (List<byte[]> ofShard : redis.callAll("due", reads)) {
            for (byte[] member : ofShard) {
                String id = new String(member, StandardCharsets.UTF_8);
                if (UserKeys.isAddress(id)) {
                    continue;
                }
                String place = places.get(id);
                if (place == null) {
                    unknown.add(id);
                } else {
                    next.put(id, place);
                }
            }
        }
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            read(unknown.subList(from, Math.min(from + AT_ONCE, unknown.size())), next);
        }
        places = next;
        return List.copyOf(next.values());
    }

    private void read(List<String> ids, Map<String, String> into) {
        List<String> accounts =
                ids.stream().map(id -> keys.account(UserId.of(id))).toList();
        records.readAll(accounts, AccountCommits.ACCOUNT).stream()
                .map(record -> record.value().account())
                .forEach(account -> into.put(
                        account.userId().value(),
                        new ListingKey(account.createdAt().toEpochMilli(), account.userId()).text()));
    }
}
