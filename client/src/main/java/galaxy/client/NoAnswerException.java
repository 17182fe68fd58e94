package galaxy.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The service did not answer: not reached, or silent for too long, as often as this client asked. */
public final class NoAnswerException extends ClientException {
    private final boolean mayBeDone;
    private final String requestId;

    NoAnswerException(URI service, String why, Asked asked, @Nullable Throwable cause) {
        super(
                "%s did not answer (%s) in %d %s%s (request %s)"
                        .formatted(
                                service,
                                why,
                                asked.attempts(),
                                asked.attempts() == 1 ? "attempt" : "attempts",
                                asked.mayBeDone() ? "; what was asked for may be done" : "",
                                asked.requestId()),
                cause);
        this.mayBeDone = asked.mayBeDone();
        this.requestId = asked.requestId();
    }

    /**
     * What had been done when the client gave up.
     *
     * @param mayBeDone whether any attempt reached the service, as far as one can tell from here
     */
    record Asked(int attempts, boolean mayBeDone, String requestId) {}

    /** Whether the service may have carried the request out. If not, nothing was ever sent. */
    public boolean mayBeDone() {
        return mayBeDone;
    }

    /** What the service's logs know the request by, if it arrived. */
    public String requestId() {
        return requestId;
    }
}
