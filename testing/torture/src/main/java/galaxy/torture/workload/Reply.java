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
 * @param progress whether the service may still be working on it
 */
public record Reply<R>(Result result, String code, String text, Optional<R> response, Progress progress) {
    /** How far an attempt came, as its client knows. */
    public enum Progress {
        /** No connection was made: nothing happened. */
        NOT_SENT,
        /** The service has stopped working on it; at most its last write may reach the store late. */
        ENDED,
        /** The service may still be working on it, as after a timeout of the client: all of it may happen later. */
        MAY_CONTINUE
    }

    public static <R> Reply<R> done(R response) {
        return new Reply<>(Result.DONE, "", "", Optional.of(response), Progress.ENDED);
    }

    public static <R> Reply<R> refused(String code) {
        return new Reply<>(Result.REFUSED, code, code, Optional.empty(), Progress.ENDED);
    }

    public static <R> Reply<R> unavailable(String code) {
        return new Reply<>(Result.UNAVAILABLE, code, code, Optional.empty(), Progress.ENDED);
    }

    /** A request over HTTP that failed. */
    public static <R> Reply<R> noResponse(Exception why) {
        return noResponse(
                why.toString(),
                switch (why) {
                    case TimeoutException _ -> Progress.MAY_CONTINUE;
                    case ConnectException _ -> Progress.NOT_SENT;
                    default -> Progress.ENDED;
                });
    }

    public static <R> Reply<R> noResponse(String why, Progress progress) {
        return new Reply<>(Result.NO_RESPONSE, "", why, Optional.empty(), progress);
    }
}
