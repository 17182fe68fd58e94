package galaxy.torture.users;

import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import galaxy.testkit.RedisNode;
import galaxy.torture.StoreImage;
import galaxy.torture.StoreImage.StreamEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads all of a small store. */
final class Everything {
    private Everything() {}

    static StoreImage of(RedisNode redis) throws IOException {
        var image = new StoreImage(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (RespConnection connection = redis.connect()) {
            for (RespReply each : items(connection.ask("KEYS", "*"))) {
                String key = text(each);
                switch (connection.call("TYPE", key)) {
                    case "string" -> image.strings().put(key, connection.call("GET", key));
                    case "list" -> image.lists().put(key, texts(connection.ask("LRANGE", key, "0", "-1")));
                    case "zset" ->
                        image.sortedSets().put(key, scores(connection.ask("ZRANGE", key, "0", "-1", "WITHSCORES")));
                    case "hash" -> image.hashes().put(key, pairs(connection.ask("HGETALL", key)));
                    case "stream" -> image.streams().put(key, entries(connection.ask("XRANGE", key, "-", "+")));
                    case "none" -> image.strings().remove(key);
                    default -> throw new IllegalStateException("a strange key: " + key);
                }
            }
        }
        return image;
    }

    private static Map<String, Double> scores(RespReply reply) {
        Map<String, Double> all = new LinkedHashMap<>();
        pairs(reply).forEach((member, score) -> all.put(member, Double.valueOf(score)));
        return all;
    }

    private static Map<String, String> pairs(RespReply reply) {
        Map<String, String> all = new LinkedHashMap<>();
        List<String> texts = texts(reply);
        for (int i = 0; i < texts.size(); i += 2) {
            all.put(texts.get(i), texts.get(i + 1));
        }
        return all;
    }

    private static List<StreamEntry> entries(RespReply reply) {
        List<StreamEntry> all = new ArrayList<>();
        for (RespReply entry : items(reply)) {
            all.add(new StreamEntry(
                    text(items(entry).getFirst()), pairs(items(entry).getLast())));
        }
        return all;
    }

    private static List<String> texts(RespReply reply) {
        return items(reply).stream().map(Everything::text).toList();
    }

    private static List<RespReply> items(RespReply reply) {
        return reply instanceof RespReply.Many(var items) ? items : List.of();
    }

    private static String text(RespReply reply) {
        return reply instanceof RespReply.Text(String value) ? value : "";
    }
}
