package galaxy.torture;

import java.util.function.Supplier;

/** Collects what was checked, and tells violations from losses by what is kept in this run. Safe for many threads. */
public final class Judge {
    private final Kept kept;
    private final Findings findings = new Findings();

    /** Has found nothing yet. */
    public Judge(Kept kept) {
        this.kept = kept;
    }

    /** What must be so whatever was lost. */
    public void must(String rule, boolean holds, Supplier<String> what) {
        findings.check(rule, holds, what);
    }

    /** What a caller was told, yes or no: must be so unless something acknowledged was lost, and is counted then. */
    public void kept(String rule, boolean holds, Supplier<String> what) {
        checkOrCount(rule, holds, kept == Kept.ALL, what);
    }

    /** What lies in two buckets, such as a name and its owner: must be so unless one lost more than the other. */
    public void across(String rule, boolean holds, Supplier<String> what) {
        checkOrCount(rule, holds, kept != Kept.BUCKETS_TO_A_MOMENT, what);
    }

    /** Something worth telling that is no violation. */
    public void count(String what) {
        findings.count(what);
    }

    /** A history that has too many orders to be judged. */
    public void undecided() {
        count("histories with too many orders to go through");
    }

    /** Whether no acknowledged change may be missing. */
    public boolean keepsAll() {
        return kept == Kept.ALL;
    }

    /** All of it so far. */
    public Findings findings() {
        return findings;
    }

    private void checkOrCount(String rule, boolean holds, boolean isPromised, Supplier<String> what) {
        findings.check(rule, holds || !isPromised, what);
        if (!holds && !isPromised) {
            findings.count("lost: " + rule);
        }
    }
}
