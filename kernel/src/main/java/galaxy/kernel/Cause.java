package galaxy.kernel;

import java.util.Optional;

/**
 * What caused a change, for the event that announces it.
 *
 * @param mutationSource which kind of request, for example {@code self_service}
 * @param caller name of the authenticated caller; absent while the service is open, and when the clock alone caused the change
 * @param requestId of the request, absent when the clock alone caused the change
 * @param traceparent W3C trace context of the request
 */
public record Cause(
        String mutationSource, Optional<String> caller, Optional<String> requestId, Optional<String> traceparent) {
    /** The clock: something expired. */
    public static final Cause EXPIRY = new Cause("expiry", Optional.empty(), Optional.empty(), Optional.empty());

    /** The same request, for a part of the change that is of another kind. */
    public Cause as(String otherSource) {
        return new Cause(otherSource, caller, requestId, traceparent);
    }
}
