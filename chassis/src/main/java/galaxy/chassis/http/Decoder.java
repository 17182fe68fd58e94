package galaxy.chassis.http;

import java.util.Optional;
import java.util.function.Function;

/** Turns a text of a request into a value of the domain, or says why it is none. */
@FunctionalInterface
public interface Decoder<T> {

    /** A value, or why there is none. */
    sealed interface Decoded<T> {
        record Value<T>(T value) implements Decoded<T> {}

        /**
         * No value.
         *
         * @param reason what is wanted, without the text that was sent
         */
        record Not<T>(String reason) implements Decoded<T> {}
    }

    Decoded<T> decode(String text);

    /** A decoder from a parser that answers absent, with one reason for all that does not fit. */
    static <T> Decoder<T> of(Function<String, Optional<T>> parser, String reason) {
        return text ->
                parser.apply(text).<Decoded<T>>map(Decoded.Value::new).orElseGet(() -> new Decoded.Not<>(reason));
    }
}
