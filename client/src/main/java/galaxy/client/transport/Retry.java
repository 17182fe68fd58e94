package galaxy.client.transport;

import galaxy.client.NoResponseException;
import galaxy.client.Timeouts;
import galaxy.kernel.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/** Sends a request until there is a response to return, or no time for another attempt. */
public final class Retry {
    private final String service;
    private final Timeouts timeouts;
    private final boolean repeats;
    private final Backoff backoff = new Backoff(new Random());

    /**
     * The attempts at the requests to one service.
     *
     * @param service where it is, for messages
     */
    public Retry(String service, Timeouts timeouts) {
        this(service, timeouts, true);
    }

    /** @param repeats whether one that may have arrived is sent again where its effect allows it */
    Retry(String service, Timeouts timeouts, boolean repeats) {
        this.service = service;
        this.timeouts = timeouts;
        this.repeats = repeats;
    }

    /**
     * The response, which may be an error. Within a request that has a {@link Deadline} of its own it takes no longer than that.
     *
     * @throws NoResponseException if there is none
     */
    public <T> T send(String requestId, Effect effect, Attempt.Sender<T> sender) {
        long deadline = System.nanoTime() + Math.min(timeouts.call().toNanos(), Math.max(0, Deadline.nanosLeft()));
        if (left(deadline).isZero()) {
            var request = new NoResponseException.Request(requestId, 0, false);
            throw new NoResponseException(service, "the time of the request is over", request, new TimeoutException());
        }
        boolean mayBeDone = false;
        int number = 1;
        try {
            for (; ; number++) {
                Attempt<T> attempt = sender.send(shorter(timeouts.attempt(), left(deadline)));
                boolean mayHaveArrived = switch (attempt) {
                    case Attempt.Responded<T> _ -> true;
                    case Attempt.Failed<T>(String _, boolean mayHave, Throwable _) -> mayHave;
                    case Attempt.Impossible<T> _ -> false;
                };
                mayBeDone |= mayHaveArrived && effect != Effect.NONE;
                boolean mayRepeat =
                        number < timeouts.attempts() && ((repeats && effect != Effect.ONCE) || !mayHaveArrived);
                Optional<Duration> pause = mayRepeat ? pause(number, attempt, left(deadline)) : Optional.empty();
                if (pause.isEmpty()) {
                    var request = new NoResponseException.Request(requestId, number, mayBeDone);
                    return response(attempt, request);
                }
                Thread.sleep(pause.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var request = new NoResponseException.Request(requestId, number, effect != Effect.NONE);
            throw new NoResponseException(service, "the calling thread was interrupted", request, e);
        }
    }

    private <T> T response(Attempt<T> attempt, NoResponseException.Request request) {
        return switch (attempt) {
            case Attempt.Responded<T>(T response, boolean _, var _) -> response;
            case Attempt.Failed<T>(String reason, boolean _, Throwable cause) ->
                throw new NoResponseException(service, reason, request, cause);
            case Attempt.Impossible<T>(String reason, Throwable cause) ->
                throw new NoResponseException(service, reason, request, cause);
        };
    }

    /** Empty if the attempt was the last. */
    private Optional<Duration> pause(int number, Attempt<?> attempt, Duration left) {
        return switch (attempt) {
            case Attempt.Responded<?>(var _, boolean isTemporary, Optional<Duration> retryAfter) ->
                isTemporary ? backoff.pause(number, retryAfter, left) : Optional.empty();
            case Attempt.Failed<?> _ -> backoff.pause(number, Optional.empty(), left);
            case Attempt.Impossible<?> _ -> Optional.empty();
        };
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
