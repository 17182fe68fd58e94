package galaxy.kernel;

import java.time.Duration;

/**
 * A dependency is unavailable. Nothing was changed, or repeating the request is safe. HTTP reports it as
 * {@code 503 service_unavailable} with {@code Retry-After}, gRPC as {@code UNAVAILABLE} with a {@code RetryInfo}. Every
 * other exception is a bug.
 */
public class UnavailableException extends RuntimeException {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Duration retryAfter;

    /**
     * A caller should wait one second before it retries.
     *
     * @param message for the log, never shown to callers
     */
    public UnavailableException(String message) {
        this(message, RETRY_AFTER);
    }

    /** As {@link #UnavailableException(String)}, with what made it so. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = RETRY_AFTER;
    }

    /** @param retryAfter how long a caller should wait before it retries; rounded up to whole seconds, one at least */
    public UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** The wait in whole seconds as {@code Retry-After} wants it, one at least. */
    public final long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
