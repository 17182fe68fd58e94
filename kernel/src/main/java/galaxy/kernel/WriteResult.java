package galaxy.kernel;

import java.util.Optional;

/** The result of a write that happens only if a record still is as it was read. */
public enum WriteResult {
    DONE,
    /** Another writer was faster: read again, decide again. */
    CONFLICT,
    /** The same, but this write may have happened before the other one. */
    CONFLICT_OR_DONE;

    /** The result of an attempt that ends with this write: empty when it is not done and has to start over. */
    public <T> Optional<T> ifDone(T result) {
        return this == DONE ? Optional.of(result) : Optional.empty();
    }
}
