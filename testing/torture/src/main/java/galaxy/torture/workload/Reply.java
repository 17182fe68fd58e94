package galaxy.torture.workload;

import java.net.ConnectException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What a service replied to one attempt.
 *
 * @param code the error code of a refusal or of an unavailable service, empty when the attempt is done
 * @param text the reply in a few words, for people
 * @param response the response of an attempt that is done, and of others where the protocol has one
 */
public record Reply<R>(Result result, String code, String text, Optional<R> response) {
    /** How an attempt of a request ended. */
    public enum Result {
        /** Done: a change that was requested is acknowledged, and everything promised holds from here on. */
        DONE,
        /** Refused for good: the attempt changed nothing. */
        REFUSED,
        /** The service reports itself unavailable: 503, {@code UNAVAILABLE}. The change may be done, or reach the store late. */
        UNAVAILABLE,
        /** No connection was made: nothing happened. */
        NOT_SENT,
        /** The connection was lost, after which the service does no more than one that is unavailable. */
        LOST,
        /** The client did not wait longer. All of it may still happen, at any time. */
        TIMED_OUT
    }

    public static <R> Reply<R> done(R response) {
        return new Reply<>(Result.DONE, "", "", Optional.of(response));
    }

    public static <R> Reply<R> refused(String code) {
        return new Reply<>(Result.REFUSED, code, code, Optional.empty());
    }

    public static <R> Reply<R> unavailable(String code) {
        return new Reply<>(Result.UNAVAILABLE, code, code, Optional.empty());
    }

    /** A request over HTTP that failed. */
    public static <R> Reply<R> noResponse(Exception why) {
        return noResponse(
                switch (why) {
                    case TimeoutException _ -> Result.TIMED_OUT;
                    case ConnectException _ -> Result.NOT_SENT;
                    default -> Result.LOST;
                },
                why.toString());
    }

    public static <R> Reply<R> noResponse(Result result, String why) {
        return new Reply<>(result, "", why, Optional.empty());
    }
}
