package galaxy.torture.users;

import galaxy.testkit.StoreImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the users service has in the store: see {@code docs/reference/store.md}. */
final class Shelf {
    static final JsonMapper JSON = new JsonMapper();

    private static final Pattern KEY = Pattern.compile("users:\\{(\\w+)}:([a-z-]+)(?::(.*))?", Pattern.DOTALL);
    private static final int VERSION = 20;
    private static final int COUNT = 12;

    /** A record and where it lies. */
    record Stored(String tag, long version, JsonNode json) {
        String text(String field) {
            return json.path(field).asString("");
        }
    }

    /** A claim on a name. */
    record Claim(String owner, String token) {}

    /** An event of the public stream. Its data are read when they are asked for: there are many. */
    record Event(Map<String, String> fields) {
        String id() {
            return fields.getOrDefault("id", "");
        }

        String type() {
            return fields.getOrDefault("type", "");
        }

        String subject() {
            return fields.getOrDefault("subject", "");
        }

        long sequence() {
            return Long.parseLong(fields.getOrDefault("sequence", "-1"));
        }

        JsonNode data() {
            return JSON.readTree(fields.getOrDefault("data", "{}"));
        }

        String text() {
            return fields.toString();
        }
    }

    final Map<String, Stored> accounts = new TreeMap<>();
    final Map<String, Stored> subjects = new TreeMap<>();
    final Map<String, Claim> claims = new TreeMap<>();

    /** By user, under {@code periods}, {@code sanctions} and {@code limits}. */
    final Map<String, Map<String, List<JsonNode>>> histories = new HashMap<>();

    /** By bucket, then by term. */
    final Map<String, Map<String, Map<String, Double>>> indexes = new TreeMap<>();

    final Map<String, Map<String, Double>> paidEnds = new TreeMap<>();
    final Map<String, Map<String, Double>> due = new TreeMap<>();
    final Map<String, Map<String, Double>> unsettled = new TreeMap<>();
    final Map<String, Integer> outboxes = new TreeMap<>();
    final Map<String, Long> outboxNumbers = new TreeMap<>();
    final List<String> answersOf = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final Map<String, Long> marks = new TreeMap<>();

    /** Of everybody, connections too. */
    final int published;

    private Shelf(int published) {
        this.published = published;
    }

    static Shelf of(StoreImage store) {
        List<StoreImage.StreamEntry> stream = store.streams().getOrDefault("galaxy:events", List.of());
        var shelf = new Shelf(stream.size());
        each(store.strings(), (key, value) -> shelf.string(key, value));
        each(
                store.lists(),
                (key, entries) -> shelf.histories
                        .computeIfAbsent(key.kind(), any -> new HashMap<>())
                        .put(key.id(), entries.stream().map(JSON::readTree).toList()));
        each(store.sortedSets(), (key, members) -> {
            switch (key.kind()) {
                case "index" ->
                    shelf.indexes
                            .computeIfAbsent(key.tag(), any -> new TreeMap<>())
                            .put(key.id(), members);
                case "paid-ends" -> shelf.paidEnds.put(key.tag(), members);
                case "due" -> shelf.due.put(key.tag(), members);
                case "claims" -> shelf.unsettled.put(key.tag(), members);
                default -> throw new IllegalArgumentException("an unknown key: " + key);
            }
        });
        each(store.streams(), (key, entries) -> shelf.outboxes.put(key.tag(), entries.size()));
        stream.stream()
                .map(StoreImage.StreamEntry::fields)
                .filter(fields -> "/galaxy/users".equals(fields.get("source")))
                .map(Event::new)
                .forEach(shelf.events::add);
        store.hashes()
                .getOrDefault("{galaxy:events}:marks", Map.of())
                .forEach((outbox, id) -> shelf.marks.put(outbox, Long.parseLong(id.replaceFirst("-.*", ""))));
        return shelf;
    }

    /** The members of an index, of all buckets, by where they lie. */
    Map<String, Double> index(String tag, String term) {
        return indexes.getOrDefault(tag, Map.of()).getOrDefault(term, Map.of());
    }

    List<JsonNode> history(String kind, String userId) {
        return histories.getOrDefault(kind, Map.of()).getOrDefault(userId, List.of());
    }

    private record Key(String tag, String kind, String id) {}

    private static <T> void each(Map<String, T> all, BiConsumer<Key, T> sink) {
        all.forEach((key, value) -> {
            Matcher parts = KEY.matcher(key);
            if (parts.matches()) {
                sink.accept(
                        new Key(
                                parts.group(1),
                                parts.group(2),
                                Optional.ofNullable(parts.group(3)).orElse("")),
                        value);
            }
        });
    }

    private void string(Key key, String value) {
        switch (key.kind()) {
            case "account" -> accounts.put(key.id(), stored(key, value));
            case "subject" -> subjects.put(key.id(), stored(key, value));
            case "answer" -> answersOf.add(key.id().substring(0, key.id().indexOf(':')));
            case "name" -> claims.put(key.id(), claim(value));
            case "outbox-number" -> outboxNumbers.put(key.tag(), Long.parseLong(value));
            case "claim-number" -> {}
            default -> throw new IllegalArgumentException("an unknown key: " + key);
        }
    }

    private static Claim claim(String value) {
        String[] parts = value.split(" ", 4);
        return new Claim(parts[0], parts[1]);
    }

    private static Stored stored(Key key, String value) {
        return new Stored(
                key.tag(), Long.parseLong(value.substring(0, COUNT)), JSON.readTree(value.substring(VERSION)));
    }
}
