package galaxy.torture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    /** The number of the last public event of each outbox, by its name such as {@code users/192}. */
    public Map<String, Long> marks() {
        Map<String, Long> marks = new TreeMap<>();
        hashes.getOrDefault("{galaxy:events}:marks", Map.of())
                .forEach((outbox, id) -> marks.put(outbox, Long.parseLong(id.replaceFirst("-.*", ""))));
        return marks;
    }

    /** An entry of a stream. */
    public record StreamEntry(String id, Map<String, String> fields) {}
}
