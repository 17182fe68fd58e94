package galaxy.client;

/** What became of something that was asked for: done, or refused for a reason. */
public sealed interface Outcome<T> {
    /** It is done, or would be. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It is not done. */
    record Refused<T>(ServiceError.Refusal refusal) implements Outcome<T> {}

    /**
     * The value, where a refusal would be a surprise.
     *
     * @throws ErrorAnswerException with the refusal
     */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(ServiceError.Refusal refusal) -> throw new ErrorAnswerException(refusal);
        };
    }
}
