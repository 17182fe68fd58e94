package galaxy.chassis.identity;

import java.util.List;
import java.util.Optional;

/** The headers of a request over HTTP, or the metadata of a call. */
@FunctionalInterface
public interface RequestHeaders {
    /** Every value of a header, in the order in which they were sent. */
    List<String> values(String name);

    /** The value, if there is exactly one. */
    default Optional<String> single(String name) {
        var values = values(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
