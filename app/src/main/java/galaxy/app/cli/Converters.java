package galaxy.app.cli;

import galaxy.client.LimitCode;
import galaxy.client.Marker;
import galaxy.client.Plan;
import galaxy.client.SanctionCode;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.TextValue;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From what is typed to values. What does not fit is told as the command line's fault, with what would. */
public final class Converters {
    private Converters() {}

    /** For all commands of a program, its subcommands included. */
    public static CommandLine registerIn(CommandLine program) {
        return program.registerConverter(Target.class, saying(Target::parse))
                .registerConverter(Instant.class, saying(Times::parse))
                .registerConverter(TemporalAmount.class, saying(Times::parseSpan))
                .registerConverter(ReasonCode.class, saying(text -> orThrow(ReasonCode.parse(text))))
                .registerConverter(Source.class, saying(text -> orThrow(Source.parse(text))))
                .registerConverter(SanctionCode.class, saying(text -> known(SanctionCode.known(), text)))
                .registerConverter(LimitCode.class, saying(text -> known(LimitCode.known(), text)))
                .registerConverter(Marker.class, saying(text -> known(Marker.known(), text)))
                .registerConverter(Plan.class, saying(Converters::paidPlan));
    }

    private static Plan paidPlan(String text) {
        List<Plan> paid =
                Plan.known().stream().filter(plan -> !plan.equals(Plan.FREE)).toList();
        return known(paid, text.startsWith("paid_") ? text : "paid_" + text);
    }

    private static <T extends TextValue> T known(List<T> codes, String text) {
        return codes.stream()
                .filter(code -> code.value().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "it is one of " + codes.stream().map(TextValue::value).collect(Collectors.joining(", "))));
    }

    private static <T> T orThrow(Parsed<T> parsed) {
        return parsed.orElseThrow();
    }

    /** The rule, and not the text, which may be an e-mail address. */
    private static <T> ITypeConverter<T> saying(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
