package galaxy.chassis.http;

/** Decodes, calls, encodes. Runs on a virtual thread of its own and may block. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request.
     *
     * @throws RefusedException to answer with an error, such as an invalid field
     * @throws galaxy.kernel.UnavailableException when a dependency does not respond: 503 with Retry-After
     */
    Response handle(Exchange exchange);
}
