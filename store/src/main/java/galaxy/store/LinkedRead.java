package galaxy.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads records of one kind, each with the records of its bucket that it refers to: in one round trip, and in a cluster in two.
 *
 * @param <T> the record
 */
public final class LinkedRead<T> {
    private final BucketStore store;
    private final Format<T> format;
    private final String field;
    private final String kind;
    private final Function<T, List<String>> ids;

    /**
     * @param field of the stored record, with the id of another one, or with a list of objects that have an {@code id} each
     * @param kind of the others
     * @param ids of the others, as the field has them
     */
    public LinkedRead(BucketStore store, Format<T> format, String field, String kind, Function<T, List<String>> ids) {
        this.store = store;
        this.format = format;
        this.field = field;
        this.kind = kind;
        this.ids = ids;
    }

    /**
     * What was read.
     *
     * @param others what is stored under the keys that were asked for and those that the record refers to, where there is
     *     something
     */
    public record Found<T>(Optional<Versioned<T>> record, Map<String, byte[]> others) {
        /** @throws UnreadableRecordException when it is broken */
        @SuppressWarnings("MissingSummary")
        public <O> Optional<Versioned<O>> other(String key, Format<O> otherFormat) {
            return BucketStore.versioned(key, Optional.ofNullable(others.get(key)), otherFormat);
        }
    }

    /**
     * Reads.
     *
     * @param also keys of the same bucket
     * @throws UnreadableRecordException when the record is broken
     */
    public Found<T> read(Bucket bucket, String key, String... also) {
        List<String> keys = new ArrayList<>(List.of(also));
        keys.addFirst(key);
        String before = store.space().key(bucket, kind, "");
        String[] given = keys.toArray(String[]::new);
        List<Optional<byte[]>> stored =
                store.redis().isCluster() ? store.readTogether(given) : readLinked(given, before);
        Optional<Versioned<T>> record = BucketStore.versioned(key, stored.getFirst(), format);
        record.ifPresent(seen -> ids.apply(seen.value()).forEach(id -> keys.add(before + id)));
        int known = Math.min(stored.size(), keys.size());
        Map<String, byte[]> others = new HashMap<>();
        put(others, keys.subList(1, known), stored.subList(1, known));
        List<String> left = keys.subList(known, keys.size());
        put(others, left, store.readTogether(left.toArray(String[]::new)));
        return new Found<>(record, others);
    }

    private List<Optional<byte[]>> readLinked(String[] keys, String before) {
        Redis.Command<List<byte[]>> script = new ScriptCall<>(
                Script.READ_LINKED,
                keys,
                field.getBytes(StandardCharsets.UTF_8),
                before.getBytes(StandardCharsets.UTF_8));
        return store.redis().call(Script.READ_LINKED.operation(), script).stream()
                .map(Optional::ofNullable)
                .toList();
    }

    private static void put(Map<String, byte[]> others, List<String> keys, List<Optional<byte[]>> stored) {
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            stored.get(i).ifPresent(bytes -> others.put(key, bytes));
        }
    }
}
