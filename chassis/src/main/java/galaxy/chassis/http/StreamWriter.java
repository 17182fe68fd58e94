package galaxy.chassis.http;

/** Sends the body of a streamed response, such as server-sent events or the lines of an export. */
@FunctionalInterface
public interface StreamWriter {
    /**
     * Sends until the stream is complete. It runs on the virtual thread of the request, which is interrupted when the
     * listener stops; it has neither a deadline nor a place among the requests in flight.
     *
     * @throws StreamEndedException when the client has left or accepts nothing, or the listener stops
     * @throws InterruptedException when the listener stops while it waits
     */
    void write(ResponseStream stream) throws InterruptedException;
}
