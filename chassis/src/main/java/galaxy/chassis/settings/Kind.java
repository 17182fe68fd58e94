package galaxy.chassis.settings;

import galaxy.kernel.Durations;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What values a setting takes and how an operator writes them.
 *
 * @param name for the reference page: "port", "duration", …
 * @param hidden whether the operator's text must be kept out of every message
 * @param reader from the operator's text, trimmed, to the value; a reason completes "… is": {@code not a number; give a
 *     whole number from 0 to 65535}
 */
public record Kind<T>(String name, boolean hidden, Function<String, Parsed<T>> reader) {

    Parsed<T> read(String text) {
        return reader.apply(text.strip());
    }

    /** 0 to 65535, where 0 asks the system for a free port. */
    public static Kind<Integer> port() {
        return integer("port", 0, 65_535);
    }

    /** A whole number between the bounds, both included. */
    public static Kind<Integer> integer(int least, int most) {
        return integer("whole number, %d to %d".formatted(least, most), least, most);
    }

    private static Kind<Integer> integer(String name, int least, int most) {
        var wanted = "give a whole number from %d to %d".formatted(least, most);
        return open(name, text -> {
            if (!text.matches("-?\\d{1,10}")) {
                return Parsed.invalid("not a number; " + wanted);
            }
            var value = Long.parseLong(text);
            return value < least || value > most
                    ? Parsed.invalid("out of bounds; " + wanted)
                    : Parsed.valid((int) value);
        });
    }

    /** A number and its unit, such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}; more than zero. */
    public static Kind<Duration> duration() {
        return open("duration", text -> switch (Durations.parse(text)) {
            case Parsed.Valid<Duration> valid -> valid;
            case Parsed.Invalid<Duration>(String rule) -> Parsed.invalid("not a duration; " + rule);
        });
    }

    /** How long to wait, or {@code 0} for not at all. */
    public static Kind<Duration> durationOrZero() {
        return open("duration, or 0", text -> switch (Durations.parse(text)) {
            case Parsed.Valid<Duration> valid -> valid;
            case Parsed.Invalid<Duration>(String rule) ->
                text.matches("0(ms|s|m|h|d)?")
                        ? Parsed.valid(Duration.ZERO)
                        : Parsed.invalid("not a duration; " + rule + ", or 0");
        });
    }

    /** A file or folder; relative ones start at the working directory. */
    public static Kind<Path> path() {
        return open("path", text -> {
            try {
                return text.isEmpty()
                        ? Parsed.invalid("empty; give the path of a file or folder")
                        : Parsed.valid(Path.of(text));
            } catch (InvalidPathException e) {
                return Parsed.invalid("not a path; give the path of a file or folder");
            }
        });
    }

    /** {@code true} or {@code false}. */
    public static Kind<Boolean> bool() {
        return open("boolean", text -> switch (text) {
            case "true" -> Parsed.valid(true);
            case "false" -> Parsed.valid(false);
            default -> Parsed.invalid("neither true nor false; give one of them");
        });
    }

    /** One of the constants, written in lower case with hyphens. */
    public static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        var names = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        Kind::written, Function.identity(), (a, b) -> a, java.util.LinkedHashMap::new));
        var list = String.join(", ", names.keySet());
        return open(list, text -> Parsed.of(Optional.ofNullable(names.get(text)), "not known; give one of " + list));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An address of this machine to listen on: an IP address or a host name that resolves. */
    public static Kind<InetAddress> address() {
        return open("address", text -> {
            try {
                return text.isEmpty()
                        ? Parsed.invalid("empty; give an IP address or a host name")
                        : Parsed.valid(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                return Parsed.invalid("not an address that resolves; give an IP address of this machine");
            }
        });
    }

    /** Any text that is not empty. */
    public static Kind<String> text() {
        return open("text", text -> text.isEmpty() ? Parsed.invalid("empty; give some text") : Parsed.valid(text));
    }

    /** Text that no message shows. */
    public static Kind<Secret> secret() {
        return new Kind<>(
                "secret",
                true,
                text -> text.isEmpty() ? Parsed.invalid("empty; give the secret") : Parsed.valid(Secret.of(text)));
    }

    /** The same, or nothing: the empty text is "none". */
    public Kind<Optional<T>> orNone() {
        return new Kind<>(
                name,
                hidden,
                text -> text.isEmpty()
                        ? Parsed.valid(Optional.empty())
                        : reader.apply(text).map(Optional::of));
    }

    /** A kind of the service's own. */
    public static <T> Kind<T> open(String name, Function<String, Parsed<T>> reader) {
        return new Kind<>(name, false, reader);
    }
}
