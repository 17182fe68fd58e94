package galaxy.chassis.store;

import galaxy.chassis.store.Redis.ScriptCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Walks the union of some indexes over all buckets, greatest member first, each member once. Every bucket is read in one
 * atomic step, so that a member which moves from one of the indexes to another is never missed. What a step costs does not
 * depend on how many members there are.
 */
public final class Scan {
    private final Redis redis;
    private final int chunk;
    private final PriorityQueue<Cursor> cursors =
            new PriorityQueue<>(Comparator.comparing(Cursor::head, Comparator.reverseOrder()));

    private Scan(Redis redis, int chunk) {
        this.redis = redis;
        this.chunk = chunk;
    }

    /**
     * Starts a walk.
     *
     * @param keys the indexes of a bucket whose union is walked
     * @param after the member to come after, or from the greatest
     * @param wanted about how many members will be taken
     */
    public static Scan start(
            Redis redis, Function<Bucket, Collection<String>> keys, Optional<String> after, int wanted) {
        // An even spread gives each bucket wanted/256; a little more saves most of the second reads.
        Scan scan = new Scan(redis, 3 + 2 * wanted / Bucket.COUNT);
        List<Cursor> all = new ArrayList<>(Bucket.COUNT);
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(Bucket.COUNT);
        for (Bucket bucket : Bucket.all()) {
            Cursor cursor = new Cursor(keys.apply(bucket).toArray(String[]::new));
            all.add(cursor);
            reads.add(scan.read(cursor, after));
        }
        List<List<byte[]>> chunks = redis.callAll(Script.SCAN.operation(), reads);
        for (int i = 0; i < chunks.size(); i++) {
            scan.refill(all.get(i), chunks.get(i));
        }
        return scan;
    }

    /** The next member, or none when the walk is over. */
    public Optional<String> next() {
        Cursor cursor = cursors.poll();
        if (cursor == null) {
            return Optional.empty();
        }
        String member = cursor.members.removeFirst();
        if (!cursor.members.isEmpty()) {
            cursors.add(cursor);
        } else if (!cursor.exhausted) {
            refill(cursor, redis.call(Script.SCAN.operation(), read(cursor, Optional.of(member))));
        }
        return Optional.of(member);
    }

    private ScriptCall<List<byte[]>> read(Cursor cursor, Optional<String> after) {
        byte[] from = after.map(member -> "(" + member).orElse("+").getBytes(StandardCharsets.UTF_8);
        byte[] most = Integer.toString(chunk).getBytes(StandardCharsets.US_ASCII);
        return new ScriptCall<>(Script.SCAN, cursor.keys, from, most);
    }

    private void refill(Cursor cursor, List<byte[]> members) {
        members.stream()
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(chunk)
                .forEach(cursor.members::add);
        cursor.exhausted = cursor.members.size() < chunk;
        if (!cursor.members.isEmpty()) {
            cursors.add(cursor);
        }
    }

    /** How far the walk is in one bucket. */
    private static final class Cursor {
        private final String[] keys;
        private final Deque<String> members = new ArrayDeque<>();
        private boolean exhausted;

        Cursor(String[] keys) {
            this.keys = keys;
        }

        String head() {
            return members.getFirst();
        }
    }
}
