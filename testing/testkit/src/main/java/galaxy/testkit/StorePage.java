package galaxy.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/reference/store.md}: which keys there are, and of which type. Read by tests of modules beside {@code docs}. */
public final class StorePage {
    private static final Path PAGE = Path.of("..", "docs", "reference", "store.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (string|hash|list|sorted set|stream) \\|.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^>]+>|\\{tag}");

    private StorePage() {}

    /** All of it. */
    public static String text() throws IOException {
        return Files.readString(PAGE);
    }

    /** From what keys look like, such as {@code users:{tag}:account:<user_id>}, to their type. */
    public static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        text().lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    /** Whether a key looks as a row says. */
    public static Predicate<String> matches(String row) {
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(row);
        int from = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(row.substring(from, placeholder.start())))
                    .append(placeholder.group().equals("{tag}") ? "\\{[0-9a-z]+\\}" : "[^{]+");
            from = placeholder.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(row.substring(from))).toString())
                .asMatchPredicate();
    }

    /** Those keys of a store that are not described by exactly one row, with their type. */
    public static List<String> undescribed(Map<String, String> stored) throws IOException {
        Map<String, String> rows = rows();
        return stored.entrySet().stream()
                .filter(key -> !rows.entrySet().stream()
                        .filter(row -> matches(row.getKey()).test(key.getKey()))
                        .map(Map.Entry::getValue)
                        .toList()
                        .equals(List.of(key.getValue())))
                .map(key -> "%s (%s)".formatted(key.getKey(), key.getValue()))
                .toList();
    }

    /** Every key of a server, and its type as the page calls it. */
    public static Map<String, String> keysOf(RedisNode redis) throws IOException {
        StoreImage image = redis.image();
        Map<String, String> keys = new TreeMap<>();
        image.strings().keySet().forEach(key -> keys.put(key, "string"));
        image.lists().keySet().forEach(key -> keys.put(key, "list"));
        image.sortedSets().keySet().forEach(key -> keys.put(key, "sorted set"));
        image.hashes().keySet().forEach(key -> keys.put(key, "hash"));
        image.streams().keySet().forEach(key -> keys.put(key, "stream"));
        return keys;
    }
}
