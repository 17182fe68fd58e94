package galaxy.torture.workload;

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
    /** An entry of a stream. */
    public record StreamEntry(String id, Map<String, String> fields) {}
}
