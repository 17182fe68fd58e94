package galaxy.chassis.http;

import galaxy.chassis.telemetry.RequestId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Optional;

/** Headers that have a meaning only when they are given once. */
final class Single {
    static final HeaderName REQUEST_ID = HeaderNames.create(RequestId.HEADER);
    static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

    private Single() {}

    /** The value, or nothing when the header is missing or repeated. */
    static Optional<String> value(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return Optional.empty();
        }
        var values = headers.all(name, List::of);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** @throws RefusedException when the header is repeated */
    static Optional<String> strict(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return Optional.empty();
        }
        var values = headers.all(name, List::of);
        if (values.size() != 1) {
            throw RefusedException.invalid(name.defaultCase(), "is given more than once");
        }
        return Optional.of(values.getFirst());
    }
}
