package galaxy.client;

import java.util.Arrays;

/**
 * The result of an operation that a service may refuse.
 *
 * @param <T> the result
 * @param <R> the reasons of the service to refuse; each constant is named like its code
 */
public sealed interface Outcome<T, R extends Enum<R>> {
    /** The operation is done, or would be. */
    record Done<T, R extends Enum<R>>(T value) implements Outcome<T, R> {}

    /** The operation is not done. The same request is refused again until something changes. */
    record Refused<T, R extends Enum<R>>(R reason, ServiceError error) implements Outcome<T, R> {}

    /**
     * The refusal with the code of an error.
     *
     * @throws ErrorResponseException if the error is not one of the reasons
     */
    static <T, R extends Enum<R>> Outcome<T, R> refused(ServiceError error, Class<R> reasons) {
        return Arrays.stream(reasons.getEnumConstants())
                .filter(reason -> reason.name().equalsIgnoreCase(error.code()))
                .findFirst()
                .map(reason -> new Refused<T, R>(reason, error))
                .orElseThrow(() -> new ErrorResponseException(error));
    }

    /**
     * The result, where the caller expects no refusal.
     *
     * @throws ErrorResponseException with the refusal
     */
    default T orElseThrow() {
        return switch (this) {
            case Done<T, R>(T value) -> value;
            case Refused<T, R>(R _, ServiceError error) -> throw new ErrorResponseException(error);
        };
    }
}
