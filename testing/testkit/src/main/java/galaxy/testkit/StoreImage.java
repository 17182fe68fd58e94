package galaxy.testkit;

import galaxy.redis.RedisAccess;
import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything in the store, of all masters, by key: see {@code docs/reference/store.md}. All of it is text.
 *
 * @param sortedSets from member to score, in the order of the set
 * @param streams entries in their order
 */
public record StoreImage(
        Map<String, String> strings,
        Map<String, List<String>> lists,
        Map<String, Map<String, Double>> sortedSets,
        Map<String, Map<String, String>> hashes,
        Map<String, List<StreamEntry>> streams) {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String PAGE = "1000";

    /** Replies with the next cursor, and for each key of the page with its name, its type and its value. */
    private static final String SCAN = """
            #!lua flags=no-writes,allow-cross-slot-keys
            local read = {
              string = {'GET'}, list = {'LRANGE', 0, -1}, hash = {'HGETALL'}, zset = {'ZRANGE', 0, -1, 'WITHSCORES'}
            }
            local page = redis.call('SCAN', ARGV[1], 'COUNT', ARGV[2])
            local all = {}
            for _, key in ipairs(page[2]) do
              local type = redis.call('TYPE', key)['ok']
              local command = read[type]
              local value = command and redis.call(command[1], key, unpack(command, 2)) or ''
              all[#all + 1] = {key, type, value}
            end
            return {page[1], all}
            """;

    /** An entry of a stream. */
    public record StreamEntry(String id, Map<String, String> fields) {}

    /** The public events, oldest first. */
    public List<PublishedEvent> events() {
        return streams.getOrDefault("galaxy:events", List.of()).stream()
                .map(entry -> new PublishedEvent(entry.fields()))
                .toList();
    }

    /** How many events of a service wait to be published. */
    public int unpublished(String service) {
        return streams.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(service + ":") && each.getKey().endsWith(":outbox"))
                .mapToInt(each -> each.getValue().size())
                .sum();
    }

    /** Reads what is in one server, or in all masters of a cluster. Nothing may write meanwhile. */
    public static StoreImage read(List<RedisAccess> masters) throws IOException {
        StoreImage image =
                new StoreImage(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (RedisAccess master : masters) {
            try (RespConnection redis = RespConnection.open(master, TIMEOUT)) {
                image.readAll(redis);
            }
        }
        return image;
    }

    private void readAll(RespConnection redis) throws IOException {
        String cursor = "0";
        do {
            List<RespReply> page = many(redis.ask("EVAL", SCAN, "0", cursor, PAGE));
            cursor = text(page.getFirst());
            for (RespReply key : many(page.get(1))) {
                List<RespReply> parts = many(key);
                read(redis, text(parts.get(0)), text(parts.get(1)), parts.get(2));
            }
        } while (!cursor.equals("0"));
    }

    private void read(RespConnection redis, String key, String type, RespReply value) throws IOException {
        switch (type) {
            case "string" -> strings.put(key, text(value));
            case "list" -> lists.put(key, texts(value));
            case "hash" -> hashes.put(key, pairs(texts(value)));
            case "zset" -> {
                Map<String, Double> scores = new LinkedHashMap<>();
                pairs(texts(value)).forEach((member, score) -> scores.put(member, Double.parseDouble(score)));
                sortedSets.put(key, scores);
            }
            case "stream" -> streams.put(key, stream(redis, key));
            // It expired while it was read.
            case "none" -> {}
            default -> throw new IOException("the store has a key of type " + type);
        }
    }

    private static List<StreamEntry> stream(RespConnection redis, String key) throws IOException {
        List<StreamEntry> all = new ArrayList<>();
        String from = "-";
        while (true) {
            List<RespReply> page = many(redis.ask("XRANGE", key, from, "+", "COUNT", PAGE));
            for (RespReply entry : page) {
                List<RespReply> parts = many(entry);
                all.add(new StreamEntry(text(parts.getFirst()), pairs(texts(parts.get(1)))));
            }
            if (page.isEmpty()) {
                return all;
            }
            from = "(" + all.getLast().id();
        }
    }

    private static Map<String, String> pairs(List<String> texts) throws IOException {
        Map<String, String> pairs = LinkedHashMap.newLinkedHashMap(texts.size() / 2);
        for (int i = 0; i < texts.size(); i += 2) {
            if (pairs.put(texts.get(i), texts.get(i + 1)) != null) {
                throw new IOException("a value has the field " + texts.get(i) + " twice");
            }
        }
        return pairs;
    }

    private static List<String> texts(RespReply reply) throws IOException {
        List<String> texts = new ArrayList<>();
        for (RespReply item : many(reply)) {
            texts.add(text(item));
        }
        return texts;
    }

    private static List<RespReply> many(RespReply reply) throws IOException {
        if (reply instanceof RespReply.Many(List<RespReply> items)) {
            return items;
        }
        throw new IOException("unexpected reply: " + reply);
    }

    private static String text(RespReply reply) throws IOException {
        if (reply instanceof RespReply.Text(String value)) {
            return value;
        }
        throw new IOException("unexpected reply: " + reply);
    }
}
