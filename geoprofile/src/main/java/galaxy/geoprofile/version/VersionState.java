package galaxy.geoprofile.version;

import java.util.Set;

/**
 * How far a version has come, as callers and the store write it. One that another version of the program wrote may have a state
 * that is none of these: it is kept and shown, and decides nothing.
 */
public record VersionState(String code) {
    /** Waits for a decision. */
    public static final VersionState PROPOSED = new VersionState("proposed");

    /** Approved; users have not acknowledged it yet. */
    public static final VersionState SYNCING = new VersionState("syncing");

    /** What users have. */
    public static final VersionState EFFECTIVE = new VersionState("effective");

    public static final VersionState REJECTED = new VersionState("rejected");
    public static final VersionState WITHDRAWN = new VersionState("withdrawn");

    /** Approved, and refused by users. */
    public static final VersionState FAILED = new VersionState("failed");

    /** Was effective until another one became so. */
    public static final VersionState SUPERSEDED = new VersionState("superseded");

    private static final Set<VersionState> APPROVED = Set.of(SYNCING, EFFECTIVE, FAILED, SUPERSEDED);
    private static final Set<VersionState> FINAL = Set.of(REJECTED, WITHDRAWN, FAILED, SUPERSEDED);

    /** Whether it was approved to come here. */
    public boolean isApproved() {
        return APPROVED.contains(this);
    }

    /** Whether nothing changes it any more. */
    public boolean isFinal() {
        return FINAL.contains(this);
    }
}
