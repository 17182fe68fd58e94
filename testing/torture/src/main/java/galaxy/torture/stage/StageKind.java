package galaxy.torture.stage;

/** What the services stand on. */
public enum StageKind {
    /** One instance with an embedded Redis. */
    EMBEDDED,
    /** One or two instances on one Redis of the operator, each behind a proxy of its own. */
    STANDALONE,
    /** Instances on a cluster of three masters, each with a replica. */
    CLUSTER
}
