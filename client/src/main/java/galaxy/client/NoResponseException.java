package galaxy.client;

/** No response from the service within the timeouts of the call. */
public final class NoResponseException extends ClientException {
    private final transient Request request;

    /**
     * @param service where the service should be
     * @param reason why the last attempt has no response
     */
    public NoResponseException(String service, String reason, Request request, Throwable cause) {
        super(
                "%s did not respond (%s) in %d %s%s (request %s)"
                        .formatted(
                                service,
                                reason,
                                request.attempts(),
                                request.attempts() == 1 ? "attempt" : "attempts",
                                request.mayBeDone() ? "; the request may have been carried out" : "",
                                request.id()),
                cause);
        this.request = request;
    }

    /**
     * The request that has no response.
     *
     * @param id under which the service logs it, if it arrived
     * @param attempts how often it was sent
     * @param mayBeDone whether an attempt may have changed something
     */
    public record Request(String id, int attempts, boolean mayBeDone) {}

    /** Whether the service may have made the change. If not, nothing was ever sent, or there was nothing to change. */
    public boolean mayBeDone() {
        return request.mayBeDone();
    }

    /** The id under which the service logs the request, if it arrived. */
    public String requestId() {
        return request.id();
    }
}
