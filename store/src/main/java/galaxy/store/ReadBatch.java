package galaxy.store;

import galaxy.store.Redis.Result;
import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records of any buckets that are read at once, by one command of each server: a command for each record would cost the client
 * more than the record. A key of another type is as one that is not there, or {@code broken} is called with it.
 */
record ReadBatch(Redis redis, Consumer<UnreadableRecordException> broken) {
    private static final int PER_COMMAND = 500;

    /** Keys that are read one by one. */
    private static final int FEW = 4;

    /** What is stored under each key. */
    List<Optional<byte[]>> read(List<String> keys) {
        if (keys.size() <= FEW) {
            return each(keys);
        }
        return redis.isCluster() ? byMaster(keys).orElseGet(() -> each(keys)) : together(keys);
    }

    private List<Optional<byte[]>> together(List<String> keys) {
        List<Redis.Command<List<KeyValue<String, byte[]>>>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += PER_COMMAND) {
            String[] part = keys.subList(from, Math.min(from + PER_COMMAND, keys.size()))
                    .toArray(String[]::new);
            parts.add(commands -> commands.mget(part));
        }
        return redis.callAll("get_many", parts).stream()
                .flatMap(part -> part.stream().map(KeyValue::optional))
                .toList();
    }

    private Optional<List<Optional<byte[]>>> byMaster(List<String> keys) {
        return redis.readByMaster(
                        Script.GET_MANY,
                        keys,
                        places -> places.stream()
                                .map(place -> keys.get(place).getBytes(StandardCharsets.UTF_8))
                                .toArray(byte[][]::new))
                .map(found ->
                        found.stream().map(held -> held.stream().findFirst()).toList());
    }

    private List<Optional<byte[]>> each(List<String> keys) {
        List<Redis.Command<byte[]>> reads = new ArrayList<>(keys.size());
        for (String key : keys) {
            reads.add(commands -> commands.get(key));
        }
        List<Optional<byte[]>> found = new ArrayList<>(keys.size());
        for (Result<byte[]> result : redis.tryAll("get_many", reads)) {
            switch (result) {
                case Result.Answer<byte[]>(byte[] stored) -> found.add(Optional.ofNullable(stored));
                case Result.Failed<byte[]>(UnreadableRecordException e) -> {
                    broken.accept(e);
                    found.add(Optional.empty());
                }
                case Result.Failed<byte[]>(RuntimeException failure) -> throw failure;
            }
        }
        return found;
    }
}
