package galaxy.store;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
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
import java.util.stream.Stream;

/**
 * Walks the union of some indexes over some shards, greatest member first, each member once. Members begin with a time of 13
 * digits. Every shard is read in one atomic step, so that a member which moves from one of the indexes to another is never
 * missed. The cost of a step does not depend on the number of members.
 */
public final class Scan {
    private static final int GREATEST_CHUNK = 256;

    /** Shards that are read one by one. */
    private static final int FEW = 4;

    private final Redis redis;
    private final int wanted;
    private Optional<String> last = Optional.empty();
    private int taken;
    private int chunk;
    private final PriorityQueue<Cursor> cursors =
            new PriorityQueue<>(Comparator.comparing(Cursor::head, Comparator.reverseOrder()));

    private Scan(Redis redis, int wanted, int shards) {
        this.redis = redis;
        this.wanted = wanted;
        // An even spread gives each shard its part; a little more saves most of the second reads.
        this.chunk = shards == 1 ? wanted : 3 + 2 * wanted / shards;
    }

    /**
     * Starts a walk.
     *
     * @param shards which
     * @param keys the indexes of a shard whose union is walked
     * @param after the member to come after, or from the greatest
     * @param wanted about how many members will be taken
     */
    public static Scan start(
            Redis redis,
            List<Shard> shards,
            Function<Shard, Collection<String>> keys,
            Optional<String> after,
            int wanted) {
        Scan scan = new Scan(redis, wanted, shards.size());
        List<Cursor> all = new ArrayList<>(shards.size());
        for (Shard shard : shards) {
            all.add(new Cursor(keys.apply(shard).toArray(String[]::new), after));
        }
        scan.refill(all);
        return scan;
    }

    /** The next member, or none when the walk is over. */
    public Optional<String> next() {
        Optional<String> next = nextOfAny();
        while (next.isPresent() && next.equals(last)) {
            next = nextOfAny();
        }
        last = next;
        return next;
    }

    /** The same; one that is in shards of two topologies comes twice. */
    private Optional<String> nextOfAny() {
        Cursor cursor = cursors.poll();
        if (cursor == null) {
            return Optional.empty();
        }
        String member = cursor.members.removeFirst();
        taken++;
        if (!cursor.members.isEmpty()) {
            cursors.add(cursor);
        } else if (!cursor.exhausted) {
            refill(List.of(cursor));
            goFurther();
        }
        return Optional.of(member);
    }

    /** A walk that passes what was wanted most likely goes far: from then on it reads more at a time, and from all shards. */
    private void goFurther() {
        if (taken > 2 * wanted && chunk < GREATEST_CHUNK) {
            chunk = Math.min(2 * chunk, GREATEST_CHUNK);
            List<Cursor> unread =
                    cursors.stream().filter(cursor -> !cursor.exhausted).toList();
            cursors.removeAll(unread);
            refill(unread);
        }
    }

    private Redis.Command<List<byte[]>> read(Cursor cursor) {
        if (cursor.keys.length == 1) {
            return read(cursor.keys[0], cursor.last);
        }
        return new ScriptCall<>(Script.SCAN, cursor.keys, ascii(chunk), ascii(cursor.keys.length), utf8(cursor.from()));
    }

    /** One index needs no script: a command by itself is as atomic, and less work. */
    private Redis.Command<List<byte[]>> read(String key, Optional<String> after) {
        if (after.isEmpty()) {
            return commands -> commands.zrevrange(key, 0, chunk - 1);
        }
        Range<byte[]> rest = Range.from(
                Range.Boundary.unbounded(), Range.Boundary.excluding(after.get().getBytes(StandardCharsets.UTF_8)));
        return commands -> commands.zrevrangebylex(key, rest, Limit.create(0, chunk));
    }

    /** One script call for all the shards of a master. */
    private Optional<List<List<byte[]>>> readTogether(List<Cursor> some) {
        return redis.readByMaster(
                Script.SCAN, some.stream().map(cursor -> cursor.keys[0]).toList(), places -> {
                    Stream<byte[]> shards = places.stream()
                            .map(some::get)
                            .flatMap(cursor -> Stream.concat(Stream.of(cursor.from()), Stream.of(cursor.keys)))
                            .map(Scan::utf8);
                    Stream<byte[]> sizes = Stream.of(ascii(chunk), ascii(some.getFirst().keys.length));
                    return Stream.concat(sizes, shards).toArray(byte[][]::new);
                });
    }

    private static byte[] ascii(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void refill(List<Cursor> some) {
        Optional<List<List<byte[]>>> together = some.size() > FEW ? readTogether(some) : Optional.empty();
        List<List<byte[]>> chunks = together.orElseGet(() -> redis.callAll(
                Script.SCAN.operation(), some.stream().map(this::read).toList()));
        for (int i = 0; i < chunks.size(); i++) {
            Cursor cursor = some.get(i);
            cursor.take(chunks.get(i), chunk);
            if (!cursor.members.isEmpty()) {
                cursors.add(cursor);
            }
        }
    }

    /** How far the walk is in one shard. */
    private static final class Cursor {
        private final String[] keys;
        private final Deque<String> members = new ArrayDeque<>();
        private Optional<String> last;
        private boolean exhausted;

        Cursor(String[] keys, Optional<String> after) {
            this.keys = keys;
            this.last = after;
        }

        /** Takes what was read: the first so many are without a gap. */
        void take(List<byte[]> read, int asked) {
            Stream<String> found = read.stream().map(member -> new String(member, StandardCharsets.UTF_8));
            List<String> merged = keys.length == 1
                    ? found.toList()
                    : found.distinct()
                            .sorted(Comparator.reverseOrder())
                            .limit(asked)
                            .toList();
            members.addAll(merged);
            exhausted = merged.size() < asked;
            if (!members.isEmpty()) {
                last = Optional.of(members.getLast());
            }
        }

        /** Where the script is to start. */
        String from() {
            return last.map(member -> "(" + member).orElse("+");
        }

        String head() {
            return members.getFirst();
        }
    }
}
