package galaxy.chassis;

import java.time.Duration;

/**
 * Something the service depends on does not answer. Nothing was changed, or repeating the request is safe; a door
 * answers it as "unavailable, retry" ({@code 503 service_unavailable} with {@code Retry-After} on HTTP,
 * {@code UNAVAILABLE} with a {@code RetryInfo} on gRPC). It is for
 * exactly that: a bug is any other exception.
 */
public class UnavailableException extends RuntimeException {
    private final Duration retryAfter;

    /**
     * Nothing answered.
     *
     * @param message for the log, never shown to callers
     * @param retryAfter how long a caller should wait before it asks again; rounded up to whole seconds, one at least
     */
    public UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** As {@link #UnavailableException(String, Duration)}, with what made it so. */
    public UnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    public final Duration retryAfter() {
        return retryAfter;
    }

    /** The wait in whole seconds as {@code Retry-After} wants it, one at least. */
    public final long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
