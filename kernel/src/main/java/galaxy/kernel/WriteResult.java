package galaxy.kernel;

/** What became of a write that happens only if a record still is as it was read. */
public enum WriteResult {
    DONE,
    /** Somebody else was faster: read again, decide again. */
    CONFLICT,
    /** The same, but this write may have happened before theirs. */
    CONFLICT_OR_DONE
}
