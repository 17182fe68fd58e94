package galaxy.client.transport;

import java.time.Duration;
import java.util.Optional;

/** The result of sending a request once. */
public sealed interface Attempt<T> {
    /**
     * The service responded.
     *
     * @param isTemporary whether the response is an error that a later attempt may not have
     * @param retryAfter the shortest pause that the service requires
     */
    record Responded<T>(T response, boolean isTemporary, Optional<Duration> retryAfter) implements Attempt<T> {}

    /**
     * There is no response.
     *
     * @param mayHaveArrived whether the service may have received the request
     */
    record Failed<T>(String reason, boolean mayHaveArrived, Throwable cause) implements Attempt<T> {}

    /**
     * Nothing was sent, and another attempt would end alike.
     *
     * @param reason what is wrong with the connection
     */
    record Impossible<T>(String reason, Throwable cause) implements Attempt<T> {}

    /** Sends the request. */
    @FunctionalInterface
    interface Sender<T> {
        /**
         * Sends the request once.
         *
         * @param timeout of this attempt
         */
        Attempt<T> send(Duration timeout) throws InterruptedException;
    }
}
