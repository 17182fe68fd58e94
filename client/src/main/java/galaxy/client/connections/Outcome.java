package galaxy.client.connections;

/** What became of a call: done, or refused for a reason. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /**
     * The value, where a refusal would be a surprise.
     *
     * @throws ConnectionsException with the refusal
     */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Refusal refusal) ->
                throw new ConnectionsException(refusal.reason().name(), refusal.message(), false, null);
        };
    }
}
