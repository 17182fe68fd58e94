package galaxy.client;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The request that a call is part of.
 *
 * @param requestId 1 to 128 characters of {@code [A-Za-z0-9._-]}; without one each call draws its own
 * @param traceparent of W3C Trace Context, sent unchanged
 */
public record CallContext(Optional<String> requestId, Optional<String> traceparent) {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public CallContext {
        if (!requestId.map(id -> REQUEST_ID.matcher(id).matches()).orElse(true)) {
            throw new IllegalArgumentException("a request id must have 1 to 128 characters of [A-Za-z0-9._-]");
        }
        if (!traceparent.map(text -> TRACEPARENT.matcher(text).matches()).orElse(true)) {
            throw new IllegalArgumentException("a traceparent must be like 00-<32 hex digits>-<16 hex digits>-01");
        }
    }

    /** A call of its own. */
    public static CallContext none() {
        return new CallContext(Optional.empty(), Optional.empty());
    }

    public CallContext withRequestId(String id) {
        return new CallContext(Optional.of(id), traceparent);
    }

    public CallContext withTraceparent(String text) {
        return new CallContext(requestId, Optional.of(text));
    }

    /** The request id, drawn if there is none. */
    public String requestIdOrRandom() {
        return requestId.orElseGet(() -> UUID.randomUUID().toString());
    }
}
