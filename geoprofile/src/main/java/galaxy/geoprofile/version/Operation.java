package galaxy.geoprofile.version;

import java.util.Locale;

/** What happened to a version, as its event says it. */
public enum Operation {
    PROPOSED,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    EFFECTIVE,
    FAILED,
    SUPERSEDED;

    /** The word on the wire: {@code approved}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
