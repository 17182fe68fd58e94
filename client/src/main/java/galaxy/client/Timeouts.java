package galaxy.client;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect opening one connection; over gRPC this is part of the attempt
 * @param attempt one attempt, from its first byte to the last byte of the response
 * @param call all attempts and the pauses between them
 */
public record Timeouts(Duration connect, Duration attempt, Duration call) {
    /** For background work: 2 s to connect, 5 s for an attempt, 15 s for a call. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));

    public Timeouts {
        if (!connect.isPositive() || !attempt.isPositive() || !call.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive");
        }
    }

    public Timeouts withAttempt(Duration longest) {
        return new Timeouts(connect, longest, call);
    }

    public Timeouts withCall(Duration longest) {
        return new Timeouts(connect, attempt, longest);
    }
}
