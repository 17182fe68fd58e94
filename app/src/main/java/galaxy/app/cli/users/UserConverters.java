package galaxy.app.cli.users;

import galaxy.app.cli.Converters;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Marker;
import galaxy.client.users.Plan;
import galaxy.client.users.SanctionCode;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.TextValue;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** From arguments to values of users. */
public final class UserConverters {
    private UserConverters() {}

    /** The converters for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(UserArgument.class, Converters.converter(UserArgument::parse))
                .registerConverter(
                        ReasonCode.class,
                        Converters.converter(text -> ReasonCode.parse(text).orElseThrow()))
                .registerConverter(
                        Source.class,
                        Converters.converter(text -> Source.parse(text).orElseThrow()))
                .registerConverter(SanctionCode.class, Converters.converter(text -> known(SanctionCode.known(), text)))
                .registerConverter(LimitCode.class, Converters.converter(text -> known(LimitCode.known(), text)))
                .registerConverter(Marker.class, Converters.converter(text -> known(Marker.known(), text)))
                .registerConverter(Plan.class, Converters.converter(UserConverters::paidPlan));
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
                        "must be one of " + codes.stream().map(TextValue::value).collect(Collectors.joining(", "))));
    }
}
