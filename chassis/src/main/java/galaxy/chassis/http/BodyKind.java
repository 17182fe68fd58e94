package galaxy.chassis.http;

import java.util.OptionalInt;
import java.util.Set;

/** What the body of a request must be. */
public sealed interface BodyKind {
    /** No body. */
    record None() implements BodyKind {}

    /**
     * One JSON object, {@code application/json} in UTF-8.
     *
     * @param most bytes taken, whatever the listener's limit; else that one
     */
    record Json(OptionalInt most) implements BodyKind {
        public Json() {
            this(OptionalInt.empty());
        }
    }

    /**
     * A form, {@code application/x-www-form-urlencoded} in UTF-8.
     *
     * @param fields that it may have; any other, or one given twice, is refused
     * @param repeated those of them that may come more than once
     * @param isLate whether the handler decides when it is read, and so whether its faults are of interest: they are reported
     *     by {@link Exchange#form()}
     */
    record Form(Set<String> fields, Set<String> repeated, boolean isLate) implements BodyKind {
        public Form {
            fields = Set.copyOf(fields);
            repeated = Set.copyOf(repeated);
        }

        public Form(Set<String> fields) {
            this(fields, Set.of(), false);
        }
    }

    /**
     * Bytes that the handler reads.
     *
     * @param contentType without parameters
     * @param most bytes taken, whatever the listener's limit
     */
    record Bytes(String contentType, int most) implements BodyKind {}
}
