package galaxy.store;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is left in the shards of another topology, beside the indexes: what is due, claims to review, and events. */
final class Moving {
    private static final int BATCH = 1000;

    /** Kinds of which nothing is needed any more once every record is indexed; counters stay. */
    private static final Set<String> KINDS =
            Set.of("due", "claims", "index", "paid-ends", "blocks", "reviews", "catalogue", "outdated");

    private final Redis redis;
    private final Keyspace space;
    private final Consumer<String> visit;
    private final Optional<Names<?>> names;
    private final Visits visits;

    Moving(SharedStore shared, Keyspace space, Consumer<String> visit, Optional<Names<?>> names) {
        this.redis = shared.redis();
        this.space = space;
        this.visit = visit;
        this.names = names;
        this.visits = new Visits(space.service(), shared.metrics(), Visits.FEW);
    }

    /**
     * Visits what is due, whenever that is, and reviews the claims: what is left to do afterwards is in the shards of now.
     *
     * @return whether nothing is left but events that wait for the relay
     */
    boolean move() {
        visitAll("moved", space::due, visit);
        names.ifPresent(owners -> visitAll("claim", space::claims, owners::review));
        List<Redis.Command<Long>> lengths = new ArrayList<>();
        for (Shard shard : others()) {
            lengths.add(commands -> commands.xlen(space.outbox(shard)));
        }
        return redis.callAll("xlen", lengths).stream().allMatch(length -> length == 0);
    }

    private void visitAll(String kind, Function<Shard, String> key, Consumer<String> visitor) {
        for (int from = 0; ; from += BATCH) {
            int first = from;
            List<Redis.Command<List<byte[]>>> reads = new ArrayList<>();
            for (Shard shard : others()) {
                reads.add(commands -> commands.zrange(key.apply(shard), first, first + BATCH - 1));
            }
            List<String> ids = redis.callAll("moved", reads).stream()
                    .flatMap(List::stream)
                    .map(id -> new String(id, StandardCharsets.UTF_8))
                    .toList();
            if (ids.isEmpty()) {
                return;
            }
            visits.all(kind, ids, visitor);
        }
    }

    /** Deletes the entries. */
    void clear() {
        Set<String> tags = others().stream().map(Shard::tag).collect(Collectors.toSet());
        redis.onEachMaster(master -> {
            ScanArgs some = ScanArgs.Builder.matches(space.service() + ":{*").limit(BATCH);
            KeyScanCursor<String> page = master.scan(some);
            while (true) {
                page.getKeys().stream().filter(key -> isCleared(key, tags)).forEach(key -> unlink(master, key));
                if (page.isFinished()) {
                    return true;
                }
                page = master.scan(ScanCursor.of(page.getCursor()), some);
            }
        });
    }

    private static void unlink(RedisClusterCommands<String, byte[]> master, String key) {
        var _ = master.unlink(key);
    }

    private boolean isCleared(String key, Set<String> tags) {
        int start = space.service().length() + 2;
        int end = key.indexOf('}', start);
        if (end < 0 || !tags.contains(key.substring(start, end))) {
            return false;
        }
        String rest = key.substring(end + 2);
        int colon = rest.indexOf(':');
        return KINDS.contains(colon < 0 ? rest : rest.substring(0, colon));
    }

    private List<Shard> others() {
        return redis.shards().others().all();
    }
}
