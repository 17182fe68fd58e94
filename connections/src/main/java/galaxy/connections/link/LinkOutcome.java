package galaxy.connections.link;

/** The result of a request about a contact link. */
public sealed interface LinkOutcome<T> {
    record Done<T>(T value) implements LinkOutcome<T> {}

    record Refused<T>(LinkRefusal refusal) implements LinkOutcome<T> {}

    static <T> LinkOutcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> LinkOutcome<T> refused(LinkRefusal refusal) {
        return new Refused<>(refusal);
    }
}
