package galaxy.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error that a service returned.
 *
 * @param status of the protocol: {@code 409}, {@code ALREADY_EXISTS}
 * @param code the stable word to branch on; one that is newer than this client stays as it is
 * @param message for people
 * @param details the fields that are wrong; may be empty
 * @param requestId under which the service logs the request
 * @param retryAfter the shortest pause before the next request, if the service requires one
 * @param rateLimit what is known of a limit, if the service says it
 */
public record ServiceError(
        String status,
        String code,
        String message,
        List<Detail> details,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        Optional<RateLimit> rateLimit) {
    public ServiceError {
        details = List.copyOf(details);
    }

    /** One that says nothing of a limit. */
    public ServiceError(
            String status,
            String code,
            String message,
            List<Detail> details,
            Optional<String> requestId,
            Optional<Duration> retryAfter) {
        this(status, code, message, details, requestId, retryAfter, Optional.empty());
    }
}
