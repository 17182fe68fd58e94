package galaxy.torture.stage;

import galaxy.kernel.Secret;
import galaxy.redis.RedisAccess;
import galaxy.redis.RedisAddress;
import galaxy.torture.workload.StoreImage;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads whole stores, many keys in one round trip. Nobody may write meanwhile. */
public final class StoreReader {
    private static final int AT_ONCE = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, Map<String, Double>> sortedSets = new HashMap<>();
    private final Map<String, Map<String, String>> hashes = new HashMap<>();
    private final Map<String, List<StoreImage.StreamEntry>> streams = new HashMap<>();

    private StoreReader() {}

    /** What is in one server, or in all masters of a cluster. */
    public static StoreImage read(List<RedisAccess> masters) {
        StoreReader reader = new StoreReader();
        masters.forEach(master -> reader.readAll(uri(master)));
        return new StoreImage(reader.strings, reader.lists, reader.sortedSets, reader.hashes, reader.streams);
    }

    private static RedisURI uri(RedisAccess access) {
        RedisURI.Builder builder = switch (access.address()) {
            case RedisAddress.LoopbackPort(int port) -> RedisURI.Builder.redis(RedisAddress.LoopbackPort.HOST, port);
            case RedisAddress.UnixSocket(var path) -> RedisURI.Builder.socket(path.toString());
        };
        access.password().map(Secret::reveal).ifPresent(password -> builder.withPassword(password.toCharArray()));
        return builder.withTimeout(PATIENCE).build();
    }

    private void readAll(RedisURI master) {
        RedisClient client = RedisClient.create(master);
        try (StatefulRedisConnection<String, String> scan = client.connect();
                StatefulRedisConnection<String, String> reads = client.connect()) {
            reads.setAutoFlushCommands(false);
            Set<String> keys = new LinkedHashSet<>();
            ScanArgs count = ScanArgs.Builder.limit(AT_ONCE);
            KeyScanCursor<String> page = scan.sync().scan(ScanCursor.INITIAL, count);
            keys.addAll(page.getKeys());
            while (!page.isFinished()) {
                page = scan.sync().scan(page, count);
                keys.addAll(page.getKeys());
            }
            List<String> all = List.copyOf(keys);
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                readSome(reads, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
            }
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private void readSome(StatefulRedisConnection<String, String> connection, List<String> keys) {
        RedisAsyncCommands<String, String> commands = connection.async();
        List<CompletableFuture<String>> types = keys.stream()
                .map(key -> commands.type(key).toCompletableFuture())
                .toList();
        connection.flushCommands();
        List<CompletableFuture<?>> reads = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            reads.add(read(commands, keys.get(i), types.get(i).join()));
        }
        connection.flushCommands();
        reads.forEach(CompletableFuture::join);
    }

    /** The maps are filled by the one thread that Lettuce reads a connection with, and read after it is done. */
    private CompletableFuture<?> read(RedisAsyncCommands<String, String> commands, String key, String type) {
        return switch (type) {
            case "string" ->
                commands.get(key).toCompletableFuture().thenAccept(value -> {
                    if (value != null) {
                        strings.put(key, value);
                    }
                });
            case "list" ->
                commands.lrange(key, 0, -1).toCompletableFuture().thenAccept(values -> lists.put(key, values));
            case "zset" ->
                commands.zrangeWithScores(key, 0, -1)
                        .toCompletableFuture()
                        .thenAccept(values -> sortedSets.put(key, scores(values)));
            case "hash" -> commands.hgetall(key).toCompletableFuture().thenAccept(values -> hashes.put(key, values));
            case "stream" ->
                commands.xrange(key, Range.unbounded())
                        .toCompletableFuture()
                        .thenAccept(entries -> streams.put(key, entries(entries)));
            // It ran out between the two looks.
            case "none" -> CompletableFuture.completedFuture(key);
            default -> throw new StageException("a key of type " + type + " is in the store");
        };
    }

    private static Map<String, Double> scores(List<ScoredValue<String>> values) {
        Map<String, Double> scores = new LinkedHashMap<>();
        values.forEach(each -> scores.put(each.getValue(), each.getScore()));
        return scores;
    }

    private static List<StoreImage.StreamEntry> entries(List<StreamMessage<String, String>> messages) {
        return messages.stream()
                .map(each -> new StoreImage.StreamEntry(each.getId(), each.getBody()))
                .toList();
    }
}
