package galaxy.kernel;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of text from outside: a value of the domain, or the reason why it is not one. The reason is a clause for
 * people that completes the name of the field ("must have 3 to 32 characters") and never repeats the input.
 */
public sealed interface Parsed<T> {
    record Valid<T>(T value) implements Parsed<T> {}

    record Invalid<T>(String reason) implements Parsed<T> {}

    static <T> Parsed<T> valid(T value) {
        return new Valid<>(value);
    }

    static <T> Parsed<T> invalid(String reason) {
        return new Invalid<>(reason);
    }

    /** A value, or the reason why it is absent. */
    static <T> Parsed<T> of(Optional<T> value, String reason) {
        return value.map(Parsed::valid).orElseGet(() -> invalid(reason));
    }

    /** The value that has this text among some, or the reason why none has. */
    static <T> Parsed<T> oneOf(T[] values, Function<? super T, String> text, String raw, String reason) {
        for (T value : values) {
            if (text.apply(value).equals(raw)) {
                return valid(value);
            }
        }
        return invalid(reason);
    }

    default <R> Parsed<R> map(Function<? super T, ? extends R> then) {
        return switch (this) {
            case Valid<T>(var value) -> new Valid<>(then.apply(value));
            case Invalid<T>(var reason) -> new Invalid<>(reason);
        };
    }

    /** The value, where an invalid one would be a mistake of the program and not of its user. */
    default T orElseThrow() {
        return switch (this) {
            case Valid<T>(var value) -> value;
            case Invalid<T>(var reason) -> throw new IllegalArgumentException(reason);
        };
    }
}
