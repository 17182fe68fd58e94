package galaxy.app.cli.users;

import galaxy.app.cli.Converters;
import galaxy.app.cli.Suggestion;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Marker;
import galaxy.client.users.Plan;
import galaxy.client.users.SanctionCode;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.TextValue;
import java.util.List;
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
                .registerConverter(MarkerValue.class, Converters.converter(UserConverters::markerValue))
                .registerConverter(
                        CountryCode.class,
                        Converters.converter(text -> CountryCode.parse(text).orElseThrow()))
                .registerConverter(Plan.class, Converters.converter(UserConverters::paidPlan));
    }

    /**
     * One value of a marker.
     *
     * @param isTrue as a list asks for it
     */
    record MarkerValue(Marker marker, boolean isTrue) {}

    private static MarkerValue markerValue(String text) {
        int end = text.indexOf('=');
        String value = text.substring(end + 1);
        if (end < 0 || !(value.equals("true") || value.equals("false"))) {
            throw new IllegalArgumentException("must be a marker and true or false, such as can_login=true");
        }
        return new MarkerValue(known(Marker.known(), text.substring(0, end)), value.equals("true"));
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
                .orElseThrow(() -> new IllegalArgumentException(Suggestion.rule(
                        text, codes.stream().map(TextValue::value).toList())));
    }
}
