package galaxy.client;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came back. */
record Reply(int status, HttpHeaders headers, String body) {
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    boolean isOk() {
        return status == 200;
    }

    /** Whether asking again may help: the service says so, or something in between could not reach it. */
    boolean isPassing() {
        return status == UNAVAILABLE || status == BAD_GATEWAY || status == GATEWAY_TIMEOUT;
    }

    Optional<String> requestId() {
        return headers.firstValue("X-Request-Id");
    }

    /** How long the service wants to be left alone: seconds, or until a time of HTTP. */
    Optional<Duration> retryAfter(Instant now) {
        return headers.firstValue("Retry-After").flatMap(text -> retryAfter(text.strip(), now));
    }

    private static Optional<Duration> retryAfter(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, until);
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
