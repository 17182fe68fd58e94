package galaxy.geoprofile.version;

import java.util.Arrays;
import java.util.Locale;

/** How far a version has come. */
public enum VersionState {
    /** Waits for a decision. */
    PROPOSED(false),
    /** Approved; users have not acknowledged it yet. */
    SYNCING(false),
    /** What users have. */
    EFFECTIVE(false),
    REJECTED(true),
    WITHDRAWN(true),
    /** Approved, and refused by users. */
    FAILED(true),
    /** Was effective until another one became so. */
    SUPERSEDED(true);

    private final boolean isFinal;

    VersionState(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** Whether nothing changes it any more. */
    public boolean isFinal() {
        return isFinal;
    }

    /** The word on the wire: {@code proposed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state with this word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static VersionState of(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a version: " + code));
    }
}
