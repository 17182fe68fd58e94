package galaxy.app.cli;

import galaxy.kernel.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From arguments to values. An argument that is not a value is a usage error with the rule. */
public final class Converters {
    private Converters() {}

    /** The converters of all services, for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(Integer.class, converter(text -> (int) number(text, Integer.MAX_VALUE)))
                .registerConverter(int.class, converter(text -> (int) number(text, Integer.MAX_VALUE)))
                .registerConverter(long.class, converter(text -> number(text, Long.MAX_VALUE)))
                .registerConverter(Path.class, converter(Converters::path))
                .registerConverter(URI.class, converter(Converters::address))
                .registerConverter(Instant.class, converter(TimeFormat::parse))
                .registerConverter(Span.class, converter(TimeFormat::parseDuration));
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (Math.abs(number) <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // No number, or one that is too large: the rule is the same.
        }
        throw new IllegalArgumentException("must be a whole number, not " + text);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "is no name of a file here; set LC_ALL=C.UTF-8 if it has letters beyond ASCII", e);
        }
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an address such as http://127.0.0.1:8081", e);
        }
    }

    /**
     * A converter whose error has the rule, and not the argument, which may be an e-mail address.
     *
     * @param parse throws an {@link IllegalArgumentException} with the rule
     */
    public static <T> ITypeConverter<T> converter(Function<String, T> parse) {
        return argument -> {
            try {
                return parse.apply(argument);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
