package galaxy.store;

import galaxy.kernel.UnavailableException;
import java.util.Optional;

/** Redis does not answer, or answers that it cannot serve now. The message names the failure and never any data. */
public final class StoreUnavailableException extends UnavailableException {
    /** What is known of a write that failed. */
    public enum Fate {
        /** The server refused it or never saw it. */
        NOT_APPLIED,
        /** It may or may not have happened, or may happen yet: repeat the same step. */
        UNKNOWN
    }

    private final Fate fate;

    public StoreUnavailableException(Fate fate, String message) {
        super(message);
        this.fate = fate;
    }

    public StoreUnavailableException(Fate fate, String message, Throwable cause) {
        super(message, cause);
        this.fate = fate;
    }

    public Fate fate() {
        return fate;
    }

    /** What an operator has to do, where Redis refuses a command to its user: that does not pass by itself. */
    public Optional<String> lackOfRights() {
        return ConnectFailure.refusal(this).map(text -> StoreSettings.URI.key() + ": Redis " + text);
    }
}
