package galaxy.torture.stage;

import java.util.Locale;

/** What the services run on. */
public enum StageKind {
    /** One instance with an embedded Redis. */
    EMBEDDED,
    /** Instances on one Redis of the operator, each behind a proxy of its own. */
    STANDALONE,
    /** Instances on a cluster of three masters, each with a replica. */
    CLUSTER;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
