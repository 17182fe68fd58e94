package galaxy.users.api;

import galaxy.store.Bucket;
import galaxy.store.Redis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What the store holds of users, to be read and changed as another version or an accident would. */
final class Stored {
    private static final int VERSION = 20;

    private final Redis redis;

    Stored(Redis redis) {
        this.redis = redis;
    }

    static String key(String kind, String userId) {
        return "users:{" + Bucket.ofId(userId).tag() + "}:" + kind + ":" + userId;
    }

    String text(String key) {
        return new String(redis.call("get", commands -> commands.get(key)), StandardCharsets.UTF_8);
    }

    ObjectNode account(String userId) {
        return (ObjectNode) Json.read(text(key("account", userId)).substring(VERSION));
    }

    /** Changes the record of an account without the knowledge of the service. */
    void edit(String userId, Consumer<ObjectNode> change) {
        ObjectNode account = account(userId);
        change.accept(account);
        String key = key("account", userId);
        write(key, text(key).substring(0, VERSION) + account);
    }

    void write(String key, String text) {
        redis.call("set", commands -> commands.set(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Overwrites every record under the keys that match. */
    void overwrite(String pattern, String text) {
        redis.call("keys", commands -> commands.keys(pattern)).forEach(key -> write(key, text));
    }

    List<String> history(String kind, String userId) {
        return redis.call("lrange", commands -> commands.lrange(key(kind, userId), 0, -1)).stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }

    /** Adds an entry to a history without the knowledge of the service. */
    void append(String kind, String userId, String entry) {
        byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
        redis.call("rpush", commands -> commands.rpush(key(kind, userId), bytes));
    }

    void configure(String name, String value) {
        redis.call("config", commands -> commands.configSet(name, value));
    }

    String layout() {
        return text(first("layout"));
    }

    String keyPolicy() {
        return text(first("key-policy"));
    }

    /** A key of which there is one. */
    String first(String kind) {
        return "users:{" + Bucket.all().getFirst().tag() + "}:" + kind;
    }

    /** The members of what is collected over all shards. */
    List<String> collected(String kind) {
        return redis.shards().all().stream()
                .map(shard -> "users:{" + shard.tag() + "}:" + kind)
                .flatMap(key -> redis.call("members", commands -> commands.zrange(key, 0, -1)).stream())
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }

    void delete(String pattern) {
        redis.call("keys", commands -> commands.keys(pattern))
                .forEach(key -> redis.call("del", commands -> commands.del(key)));
    }

    List<String> members(String userId, String index) {
        String key = "users:{" + redis.shards().of(Bucket.ofId(userId)).tag() + "}:index:" + index;
        return redis.call("members", commands -> commands.zrange(key, 0, -1)).stream()
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }
}
