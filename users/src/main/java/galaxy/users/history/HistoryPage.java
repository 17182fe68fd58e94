package galaxy.users.history;

import galaxy.kernel.Page;
import galaxy.users.account.HistoryEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pages of the full history of one account: the records in force and the past ones, the newest first. */
public final class HistoryPage {
    private HistoryPage() {}

    /**
     * One page; its cursor is the number of its last record. A record that left force between the two reads, and so is in
     * both lists, is shown once, as a past one.
     *
     * @param inForce all records in force
     * @param past past records in any order: at least the {@code size + 1} newest of those before the cursor, if there
     *     are that many
     * @param before the cursor of the page before: only records with a lower number are shown
     * @param size how many records a page holds, at least 1
     */
    public static <R extends HistoryEntry> Page<R, Long> of(
            List<R> inForce, List<R> past, Optional<Long> before, int size) {
        Map<Long, R> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        Stream.concat(inForce.stream(), past.stream())
                .filter(record -> before.isEmpty() || record.seq() < before.get())
                .forEach(record -> newestFirst.put(record.seq(), record));
        List<R> found = List.copyOf(newestFirst.values());
        return Page.of(found, size, HistoryEntry::seq);
    }
}
