package galaxy.store;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
        List<String> given = Stream.concat(Stream.of(key), Stream.of(also)).toList();
        String before = store.space().key(bucket, kind, "");
        Map<String, Optional<byte[]>> stored =
                store.redis().isCluster() ? readTogether(given) : readLinked(given, before);
        Optional<Versioned<T>> record = BucketStore.versioned(key, stored.getOrDefault(key, Optional.empty()), format);
        List<String> left = record.stream()
                .flatMap(seen -> ids.apply(seen.value()).stream())
                .map(id -> before + id)
                .filter(other -> !stored.containsKey(other))
                .toList();
        stored.putAll(readTogether(left));
        stored.remove(key);
        Map<String, byte[]> others = new HashMap<>();
        stored.forEach((other, value) -> value.ifPresent(bytes -> others.put(other, bytes)));
        return new Found<>(record, others);
    }

    private Map<String, Optional<byte[]>> readTogether(List<String> keys) {
        List<Optional<byte[]>> values = store.readTogether(keys.toArray(String[]::new));
        Map<String, Optional<byte[]>> stored = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            stored.put(keys.get(i), values.get(i));
        }
        return stored;
    }

    private Map<String, Optional<byte[]>> readLinked(List<String> keys, String before) {
        Redis.Command<List<byte[]>> script = new ScriptCall<>(
                Script.READ_LINKED,
                keys.toArray(String[]::new),
                field.getBytes(StandardCharsets.UTF_8),
                before.getBytes(StandardCharsets.UTF_8));
        List<byte[]> reply = store.redis().call(Script.READ_LINKED.operation(), script);
        Map<String, Optional<byte[]>> stored = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            stored.put(keys.get(i), Optional.ofNullable(reply.get(i)));
        }
        for (int i = keys.size(); i < reply.size(); i += 2) {
            stored.put(new String(reply.get(i), StandardCharsets.UTF_8), Optional.ofNullable(reply.get(i + 1)));
        }
        return stored;
    }
}
