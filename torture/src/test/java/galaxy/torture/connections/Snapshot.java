package galaxy.torture.connections;

import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import galaxy.torture.StoreImage;
import galaxy.torture.StoreImage.StreamEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything in a server, and copies of it in which something is changed. */
final class Snapshot {
    private Snapshot() {}

    static StoreImage read(RespConnection redis) throws IOException {
        StoreImage image = empty();
        for (String key : texts(redis.ask("KEYS", "*"))) {
            switch (redis.call("TYPE", key)) {
                case "string" -> image.strings().put(key, redis.call("GET", key));
                case "list" -> image.lists().put(key, texts(redis.ask("LRANGE", key, "0", "-1")));
                case "hash" -> image.hashes().put(key, pairs(texts(redis.ask("HGETALL", key))));
                case "zset" -> {
                    Map<String, Double> scores = new LinkedHashMap<>();
                    pairs(texts(redis.ask("ZRANGE", key, "0", "-1", "WITHSCORES")))
                            .forEach((member, score) -> scores.put(member, Double.valueOf(score)));
                    image.sortedSets().put(key, scores);
                }
                default -> image.streams().put(key, entries(redis.ask("XRANGE", key, "-", "+")));
            }
        }
        return image;
    }

    /** The same in maps and lists of its own. */
    static StoreImage copy(StoreImage image) {
        StoreImage copy = empty();
        copy.strings().putAll(image.strings());
        image.lists().forEach((key, list) -> copy.lists().put(key, new ArrayList<>(list)));
        image.sortedSets().forEach((key, set) -> copy.sortedSets().put(key, new LinkedHashMap<>(set)));
        image.hashes().forEach((key, hash) -> copy.hashes().put(key, new LinkedHashMap<>(hash)));
        image.streams().forEach((key, stream) -> copy.streams().put(key, new ArrayList<>(stream)));
        return copy;
    }

    private static StoreImage empty() {
        return new StoreImage(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private static List<StreamEntry> entries(RespReply reply) {
        List<StreamEntry> all = new ArrayList<>();
        for (RespReply entry : items(reply)) {
            List<RespReply> parts = items(entry);
            all.add(new StreamEntry(text(parts.getFirst()), pairs(texts(parts.getLast()))));
        }
        return all;
    }

    private static Map<String, String> pairs(List<String> texts) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i += 2) {
            all.put(texts.get(i), texts.get(i + 1));
        }
        return all;
    }

    private static List<String> texts(RespReply reply) {
        return new ArrayList<>(items(reply).stream().map(Snapshot::text).toList());
    }

    private static List<RespReply> items(RespReply reply) {
        return reply instanceof RespReply.Many(var items) ? items : List.of();
    }

    private static String text(RespReply reply) {
        return reply instanceof RespReply.Text(String value) ? value : "";
    }
}
