package galaxy.client;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect opening one connection; over gRPC this is part of the attempt
 * @param attempt one attempt, from its first byte to the last byte of the response
 * @param call all attempts and the pauses between them
 * @param attempts how often a call is sent at most, from 1
 */
public record Timeouts(Duration connect, Duration attempt, Duration call, int attempts) {
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /** For background work: 2 s to connect, 5 s for an attempt, 15 s for a call. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** For pages that people wait for: 300 ms to connect, 600 ms for an attempt, 900 ms for a call, two attempts. */
    public static final Timeouts PAGES =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(900), 2);

    /** For the calls of such pages to auth, which may send a mail: 300 ms to connect, one attempt of 3.5 s. */
    public static final Timeouts SIGN_IN_PAGES =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(3_500), Duration.ofMillis(3_500), 1);

    /** With as many attempts as the time is enough for. */
    public Timeouts(Duration connect, Duration attempt, Duration call) {
        this(connect, attempt, call, UNBOUNDED);
    }

    public Timeouts {
        if (attempts < 1) {
            throw new IllegalArgumentException("a call is one attempt at least");
        }
        if (!connect.isPositive() || !attempt.isPositive() || !call.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive");
        }
    }

    public Timeouts withAttempt(Duration longest) {
        return new Timeouts(connect, longest, call, attempts);
    }

    public Timeouts withCall(Duration longest) {
        return new Timeouts(connect, attempt, longest, attempts);
    }
}
