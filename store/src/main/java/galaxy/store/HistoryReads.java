package galaxy.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads of histories together with more. Each takes about one round trip, and throws {@link StoreUnavailableException} when Redis
 * cannot serve. Entries that cannot be read are left out and counted.
 */
public final class HistoryReads {
    private final BucketStore store;

    /** The histories beside these records. */
    public HistoryReads(BucketStore store) {
        this.store = store;
    }

    /** A record, if there is one, and a whole history from its oldest entry. */
    public record WithRecord<T, H>(Optional<Versioned<T>> record, List<H> history) {}

    /**
     * A record and then a history of the same bucket.
     *
     * @throws UnreadableRecordException when the record is broken
     */
    public <T, H> WithRecord<T, H> withRecord(
            String key, Format<T> format, String historyKey, Format<H> historyFormat) {
        var read = store.redis()
                .callBoth(
                        "get_with_history",
                        commands -> commands.mget(key),
                        commands -> commands.lrange(historyKey, 0, -1));
        return new WithRecord<>(
                BucketStore.versioned(key, read.first().getFirst().optional(), format),
                store.entries(historyKey, read.second(), historyFormat));
    }

    /** Whole histories of any buckets, each from its oldest entry, in the order of the keys. */
    public <T> List<List<T>> all(List<String> keys, Format<T> format) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(keys.size());
        for (String key : keys) {
            reads.add(commands -> commands.lrange(key, 0, -1));
        }
        List<List<byte[]>> found = store.redis().callAll("lrange_many", reads);
        return IntStream.range(0, keys.size())
                .mapToObj(i -> store.entries(keys.get(i), found.get(i), format))
                .toList();
    }
}
