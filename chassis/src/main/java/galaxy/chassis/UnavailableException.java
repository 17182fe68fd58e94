package galaxy.chassis;

import java.time.Duration;

/**
 * Something that a request needs does not answer. Nothing was changed, or a retry is safe: doors answer 503 and tell the
 * caller when to try again.
 */
public class UnavailableException extends RuntimeException {
    private final Duration retryAfter;

    public UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public UnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long a caller should wait before it tries again. */
    public final Duration retryAfter() {
        return retryAfter;
    }
}
