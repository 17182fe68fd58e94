package galaxy.store;

import galaxy.chassis.UnavailableException;
import java.time.Duration;

/** Redis does not answer, or answers that it cannot serve now. The message names the failure and never any data. */
public final class StoreUnavailableException extends UnavailableException {
    /** What is known of a write that failed so. */
    public enum Fate {
        /** The server refused it or never saw it. */
        NOT_APPLIED,
        /** It may or may not have happened, or may happen yet: repeat the same step. */
        UNKNOWN
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Fate fate;

    public StoreUnavailableException(Fate fate, String message) {
        super(message, RETRY_AFTER);
        this.fate = fate;
    }

    public StoreUnavailableException(Fate fate, String message, Throwable cause) {
        super(message, RETRY_AFTER, cause);
        this.fate = fate;
    }

    public Fate fate() {
        return fate;
    }
}
