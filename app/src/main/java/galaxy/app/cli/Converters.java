package galaxy.app.cli;

import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From arguments to values. An argument that is not a value is a usage error with the rule. */
public final class Converters {
    private Converters() {}

    /** The converters of all services, for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(Instant.class, converter(TimeFormat::parse))
                .registerConverter(TemporalAmount.class, converter(TimeFormat::parseDuration));
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
