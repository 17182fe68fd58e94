package galaxy.users.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of a user's sanctions each of them is. They are counted when they are applied; those that an earlier version applied are
 * counted when they are read, from all that there ever were.
 */
public final class SanctionOrdinals {
    private final Map<Long, Long> bySeq = new TreeMap<>();
    private final long count;

    private SanctionOrdinals(Collection<Sanction> all) {
        all.forEach(sanction -> bySeq.merge(sanction.seq(), sanction.ordinal(), Math::max));
        long last = 0;
        for (Map.Entry<Long, Long> each : bySeq.entrySet()) {
            last = Math.max(last + 1, each.getValue());
            each.setValue(last);
        }
        count = last;
    }

    /** Of all sanctions that a user ever had, in any order; one that is there twice is the same one. */
    public static SanctionOrdinals of(Collection<Sanction> all) {
        return new SanctionOrdinals(all);
    }

    /** These of them with their ordinals. */
    public List<Sanction> counted(List<Sanction> some) {
        return some.stream()
                .map(sanction -> sanction.counted(bySeq.getOrDefault(sanction.seq(), sanction.ordinal())))
                .toList();
    }

    /** How many there are. */
    public long count() {
        return count;
    }
}
