package galaxy.testkit;

import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.testkit.http.RestClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The keys of one service in the store, by kind: see {@code docs/reference/store.md}. */
public final class RecordSet {

    private static final Pattern KEY = Pattern.compile("(\\w+):\\{(\\w+)}:([a-z-]+)(?::(.*))?", Pattern.DOTALL);
    private static final int HEAD = 20;
    private static final int VERSION = 12;

    private final StoreImage image;
    private final Map<String, List<Key>> keys = new TreeMap<>();

    /**
     * A key such as <code>users:{1}:account:usr_1</code>.
     *
     * @param text all of it
     * @param tag of the bucket or shard
     * @param kind such as {@code account}
     * @param id what follows the kind; empty for the only key of its kind in a bucket
     */
    public record Key(String text, String tag, String kind, String id) {
        /** A part of an id of several parts, each in URL encoding. */
        public String part(int i) {
            return URLDecoder.decode(id.split(":", -1)[i], StandardCharsets.UTF_8);
        }
    }

    /**
     * A stored record.
     *
     * @param version how often it was written
     */
    public record Row(Key key, long version, JsonNode json) {
        public String text(String field) {
            return json.path(field).asString("");
        }

        public long number(String field) {
            return json.path(field).asLong(0);
        }

        public boolean has(String field) {
            return json.has(field);
        }
    }

    /**
     * Selects the keys of a service.
     *
     * @param service such as {@code users}
     */
    public RecordSet(StoreImage image, String service) {
        this.image = image;
        Stream.of(image.strings(), image.lists(), image.sortedSets(), image.hashes(), image.streams())
                .flatMap(all -> all.keySet().stream())
                .sorted()
                .forEach(key -> add(key, service));
    }

    private void add(String text, String service) {
        Matcher parts = KEY.matcher(text);
        if (parts.matches() && parts.group(1).equals(service)) {
            String id = Optional.ofNullable(parts.group(4)).orElse("");
            keys.computeIfAbsent(parts.group(3), any -> new ArrayList<>())
                    .add(new Key(text, parts.group(2), parts.group(3), id));
        }
    }

    /** Whether there is any key in a bucket or shard. */
    public boolean hasTag(String tag) {
        return keys.values().stream()
                .flatMap(List::stream)
                .anyMatch(key -> key.tag().equals(tag));
    }

    /** The kinds of keys that there are. */
    public Set<String> kinds() {
        return keys.keySet();
    }

    /** The keys of a kind, in the order of their texts. */
    public List<Key> keys(String kind) {
        return keys.getOrDefault(kind, List.of());
    }

    /** What is at each key of a kind, by the id of the key or by a part of it. */
    public <I extends Comparable<I>, T> Map<I, T> all(String kind, Function<Key, I> id, Function<Key, T> value) {
        Map<I, T> all = new TreeMap<>();
        keys(kind).forEach(key -> all.put(id.apply(key), value.apply(key)));
        return all;
    }

    /** The records of a kind by their ids. */
    public Map<String, Row> rows(String kind) {
        return all(kind, Key::id, this::row);
    }

    public Row row(Key key) {
        String stored = string(key);
        return new Row(key, Long.parseLong(stored, 0, VERSION, 10), RestClient.JSON.readTree(stored.substring(HEAD)));
    }

    public String string(Key key) {
        return Objects.requireNonNullElse(image.strings().get(key.text()), "");
    }

    /** The entries of a list. */
    public List<String> texts(Key key) {
        return image.lists().getOrDefault(key.text(), List.of());
    }

    /** The entries of a list of JSON objects. */
    public List<JsonNode> list(Key key) {
        return texts(key).stream().map(RestClient.JSON::readTree).toList();
    }

    /** The members of a sorted set, with their scores. */
    public Map<String, Double> members(Key key) {
        return image.sortedSets().getOrDefault(key.text(), Map.of());
    }

    public List<StreamEntry> stream(Key key) {
        return image.streams().getOrDefault(key.text(), List.of());
    }
}
