package galaxy.client.transport;

import galaxy.client.RateLimit;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A response, read to its end.
 *
 * @param receivedAt what a {@code Retry-After} with a date is counted from
 */
record HttpReply(int status, HttpHeaders headers, String body, Instant receivedAt) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    boolean isOk() {
        return status == OK || status == ACCEPTED;
    }

    /** Whether a later attempt may succeed: the service is unavailable, or a proxy could not reach it. */
    boolean isTemporary() {
        return status == UNAVAILABLE || status == BAD_GATEWAY || status == GATEWAY_TIMEOUT;
    }

    Optional<String> requestId() {
        return headers.firstValue("X-Request-Id");
    }

    /** The pause that the service requires: seconds, or until an HTTP date. */
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").flatMap(text -> retryAfter(text.strip()));
    }

    /** What the service says of a limit, if it says both parts. */
    Optional<RateLimit> rateLimit() {
        return headers.firstValue("RateLimit-Policy")
                .flatMap(policy -> headers.firstValue("RateLimit").map(state -> new RateLimit(policy, state)));
    }

    private Optional<Duration> retryAfter(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(receivedAt, until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "status " + status + ", " + body.length() + " characters";
    }
}
