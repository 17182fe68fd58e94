package galaxy.chassis.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** Headers that mean something only when they are given once. */
final class Single {
    static final String TRACEPARENT = "traceparent";

    private Single() {}

    /** The value, or nothing when the header is missing or repeated. */
    static Optional<String> value(HttpFields headers, String name) {
        @Nullable HttpField found = null;
        for (var field : headers) {
            if (field.is(name)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = field;
            }
        }
        return Optional.ofNullable(found).map(HttpField::getValue);
    }

    /** @throws RefusedException when the header is repeated */
    static Optional<String> strict(HttpFields headers, String name) {
        var value = value(headers, name);
        if (value.isEmpty() && headers.contains(name)) {
            throw RefusedException.invalid(name, "is given more than once");
        }
        return value;
    }
}
