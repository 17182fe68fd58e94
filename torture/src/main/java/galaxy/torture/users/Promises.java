package galaxy.torture.users;

import galaxy.torture.Findings;
import galaxy.torture.Kept;
import java.util.function.Supplier;

/** Collects what was checked, and knows which promises hold in this run. Safe for many threads. */
final class Promises {
    private final Kept kept;
    private final Findings findings = new Findings();

    Promises(Kept kept) {
        this.kept = kept;
    }

    /** A promise of the store to itself: holds always. */
    void always(String rule, boolean holds, Supplier<String> what) {
        findings.check(rule, holds, what);
    }

    /** A promise to a caller who was told yes or no: counted where such may be lost. */
    void toCallers(String rule, boolean holds, Supplier<String> what) {
        checkOrCount(rule, holds, kept == Kept.ALL, what);
    }

    /** A promise between two buckets, such as that of a name and its owner. */
    void betweenBuckets(String rule, boolean holds, Supplier<String> what) {
        checkOrCount(rule, holds, kept != Kept.BUCKETS_TO_A_MOMENT, what);
    }

    /** Something worth telling that is no violation. */
    void count(String what) {
        findings.count(what);
    }

    /** All of it so far. */
    Findings findings() {
        return findings;
    }

    private void checkOrCount(String rule, boolean holds, boolean isPromised, Supplier<String> what) {
        findings.check(rule, holds || !isPromised, what);
        if (!holds && !isPromised) {
            findings.count("lost: " + rule);
        }
    }
}
