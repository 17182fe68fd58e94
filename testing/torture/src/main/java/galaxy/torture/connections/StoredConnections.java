package galaxy.torture.connections;

import galaxy.store.Bucket;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything of connections in the store, as {@code docs/reference/store.md} has it. */
final class StoredConnections {
    static final JsonMapper JSON = new JsonMapper();

    private static final Pattern KEY =
            Pattern.compile("connections:\\{([0-9a-z]+)}:([a-z-]+)(?::(.*))?", Pattern.DOTALL);
    private static final int HEAD = 20;
    private static final int NUMBER = 12;

    private final StoreImage image;
    private final Map<String, List<Key>> keys = new HashMap<>();

    /**
     * A key.
     *
     * @param id what follows the kind; empty for the only one of its kind in a bucket
     */
    record Key(String text, String tag, String id) {
        /** The parts of the id, which are in URL encoding. */
        String part(int i) {
            return URLDecoder.decode(id.split(":", -1)[i], StandardCharsets.UTF_8);
        }
    }

    /** Two ids. */
    record Pair(String first, String second) {
        Pair turned() {
            return new Pair(/* first= */ second, /* second= */ first);
        }
    }

    /**
     * A record.
     *
     * @param version how often it was written
     */
    record Row(long version, JsonNode json) {
        private static Row of(String stored) {
            return new Row(Long.parseLong(stored, 0, NUMBER, 10), JSON.readTree(stored.substring(HEAD)));
        }

        String text(String field) {
            return json.path(field).asString("");
        }

        long number(String field) {
            return json.path(field).asLong(0);
        }

        boolean has(String field) {
            return json.has(field);
        }
    }

    private StoredConnections(StoreImage image) {
        this.image = image;
        Stream.of(image.strings(), image.lists(), image.sortedSets(), image.hashes(), image.streams())
                .flatMap(all -> all.keySet().stream())
                .forEach(this::sort);
    }

    static StoredConnections of(StoreImage image) {
        return new StoredConnections(image);
    }

    private void sort(String key) {
        Matcher matcher = KEY.matcher(key);
        if (matcher.matches()) {
            String id = Optional.ofNullable(matcher.group(3)).orElse("");
            keys.computeIfAbsent(matcher.group(2), kind -> new ArrayList<>()).add(new Key(key, matcher.group(1), id));
        }
    }

    List<Key> of(String kind) {
        return keys.getOrDefault(kind, List.of());
    }

    String string(Key key) {
        return image.strings().getOrDefault(key.text(), "");
    }

    /** Records of a kind by the one id in their keys. */
    Map<String, Row> rows(String kind) {
        Map<String, Row> all = new TreeMap<>();
        of(kind).forEach(key -> all.put(key.part(0), Row.of(string(key))));
        return all;
    }

    /** Records of a kind by the two ids in their keys. */
    Map<Pair, Row> pairs(String kind) {
        Map<Pair, Row> all = new HashMap<>();
        of(kind).forEach(key -> all.put(new Pair(key.part(0), key.part(1)), Row.of(string(key))));
        return all;
    }

    Set<String> members(Key key) {
        return image.sortedSets().getOrDefault(key.text(), Map.of()).keySet();
    }

    /** Members of the sorted sets of a kind by the id in the key. */
    Map<String, Set<String>> members(String kind) {
        Map<String, Set<String>> all = new TreeMap<>();
        of(kind).forEach(key -> all.put(key.part(0), members(key)));
        return all;
    }

    List<JsonNode> list(Key key) {
        return image.lists().getOrDefault(key.text(), List.of()).stream()
                .map(JSON::readTree)
                .toList();
    }

    int waiting(Key outbox) {
        return image.streams().getOrDefault(outbox.text(), List.of()).size();
    }

    /** Everything that was published, by users too. */
    List<StreamEntry> published() {
        return image.streams().getOrDefault("galaxy:events", List.of());
    }

    /** By outbox the number of its last public event. */
    Map<String, Long> marks() {
        Map<String, Long> marks = new TreeMap<>();
        image.hashes()
                .getOrDefault("{galaxy:events}:marks", Map.of())
                .forEach((outbox, id) -> marks.put(outbox, Long.parseLong(id.replaceFirst("-.*", ""))));
        return marks;
    }

    /** The numbers of the newest events, by outbox as the marks call it. */
    Map<String, Long> newest() {
        Map<String, Long> all = new TreeMap<>();
        Map<String, Integer> buckets = new HashMap<>();
        Bucket.all().forEach(bucket -> buckets.put(bucket.tag(), bucket.number()));
        of("outbox-number")
                .forEach(key -> all.put("connections/" + buckets.get(key.tag()), Long.parseLong(string(key))));
        return all;
    }
}
