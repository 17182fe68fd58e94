package galaxy.users.history;

import galaxy.kernel.Page;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The history of entitlements as callers read it: each period with what ended it early, derived from the periods after
 * it. A paid period is ended early by the first free period after it, if that began before the paid one's end; a free
 * period by the next grant. A period is in force from its start to the earlier of its end and its removal.
 */
public final class EntitlementHistory {
    private EntitlementHistory() {}

    /** A period and, if it ended early, why. */
    public record Entry(EntitlementPeriod period, Optional<Removal> removal) {
        /** The sequence number of the period. */
        public long seq() {
            return period.seq();
        }
    }

    /**
     * The full history, the newest period first.
     *
     * @param accountCreatedAt begins the initial free period
     * @param appended every period ever appended, in any order
     */
    public static List<Entry> view(Instant accountCreatedAt, List<EntitlementPeriod> appended) {
        List<EntitlementPeriod> newestFirst = new ArrayList<>(appended);
        newestFirst.sort(Comparator.comparingLong(EntitlementPeriod::seq).reversed());
        newestFirst.add(EntitlementPeriod.initial(accountCreatedAt));

        List<Entry> entries = new ArrayList<>(newestFirst.size());
        Optional<EntitlementPeriod> next = Optional.empty();
        Optional<EntitlementPeriod> nextFree = Optional.empty();
        for (EntitlementPeriod period : newestFirst) {
            Optional<EntitlementPeriod> cut =
                    period.plan().isPaid() ? nextFree.filter(free -> beginsBeforeTheEndOf(period, free)) : next;
            entries.add(new Entry(period, cut.map(EntitlementHistory::removalBy)));
            next = Optional.of(period);
            nextFree = period.plan().isPaid() ? nextFree : next;
        }
        return List.copyOf(entries);
    }

    /** A page of the full history; the cursor is the number of the last period of the page before. */
    public static Page<Entry, Long> page(List<Entry> view, Optional<Long> before, int size) {
        return Page.of(
                view.stream()
                        .filter(entry -> before.isEmpty() || entry.seq() < before.get())
                        .toList(),
                size,
                Entry::seq);
    }

    private static boolean beginsBeforeTheEndOf(EntitlementPeriod paid, EntitlementPeriod free) {
        return paid.endsAt().isEmpty() || free.startsAt().isBefore(paid.endsAt().get());
    }

    private static Removal removalBy(EntitlementPeriod next) {
        return new Removal(next.createdAt(), next.actor(), next.reason());
    }
}
