package galaxy.users.api;

import galaxy.store.Bucket;
import galaxy.store.Redis;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Makes of a store what the version before shards would have made: everything is collected in the 256 buckets. */
final class EarlierStore {
    private EarlierStore() {}

    static void make(Topology topology) {
        for (RedisNode node : topology.nodes()) {
            if (node.call("INFO", "replication").contains("role:master")) {
                make(node);
            }
        }
    }

    private static void make(RedisNode node) {
        StoreImage image = image(node);
        image.sortedSets().forEach((key, members) -> {
            if (key.startsWith("users:{all}:")) {
                members.forEach((member, score) -> node.call(
                        "ZADD",
                        key.replace("{all}", "{" + tagOf(member) + "}"),
                        Long.toString(score.longValue()),
                        member));
            }
        });
        image.strings().forEach((key, value) -> {
            if (key.contains("}:account:")) {
                node.call("SET", key, value.replaceAll("\"markers\":\"[^\"]*\",\"indexed\":\"[^\"]*\"", digits()));
            } else if (key.matches(".*}:(layout|catalogue|key-policy)")) {
                node.call("DEL", key);
            }
        });
        image.hashes().forEach((key, fields) -> {
            if (key.endsWith("}:claim-number")) {
                node.call("DEL", key);
                node.call("SET", key, fields.getOrDefault("number", "0"));
            }
        });
        Map<String, ?> all = image.sortedSets();
        all.keySet().stream()
                .filter(key -> key.startsWith("users:{all}:") || key.contains(":index:markers:"))
                .forEach(key -> node.call("DEL", key));
        if (image.hashes().containsKey("galaxy:store")) {
            node.call("HSET", "galaxy:store", "format", "1");
        }
    }

    /** The five digits of that time, in a cell without entries: only what the record says matters. */
    private static String digits() {
        return "\"markers\":\"11111\"";
    }

    /** The bucket of a listing key or an id; names are elsewhere, and never looked for. */
    private static String tagOf(String member) {
        return Bucket.ofId(member.substring(member.indexOf('|') + 1)).tag();
    }

    /** What is left of it in a store that has other shards. */
    static List<String> keysLeft(Topology topology, Redis redis) {
        return topology == Topology.CLUSTER
                ? List.of()
                : redis.call("keys", commands -> commands.keys("users:{*")).stream()
                        .filter(key -> !key.startsWith("users:{all}:"))
                        .filter(key -> key.matches("users:\\{\\w+}:(index:.*|due|claims|paid-ends)"))
                        .toList();
    }

    private static StoreImage image(RedisNode node) {
        try {
            return node.image();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
