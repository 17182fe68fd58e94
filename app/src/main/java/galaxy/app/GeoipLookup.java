package galaxy.app;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.Table;
import galaxy.geoip.GeoipData;
import galaxy.geoip.LanguageTable;
import galaxy.geoip.LookupResult;
import galaxy.kernel.IpAddress;
import galaxy.kernel.Parsed;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy geoip lookup}. */
@Command(
        name = "lookup",
        description = {
            "Shows the country and the language of each address, or why the country is unknown.",
            "With --json one line for each, with the fields address, country, language and reason: special_purpose,"
                    + " not_listed, not_assigned, or null where the country is known."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, also where a country is unknown",
            " 2:the command line is invalid",
            "78:the settings, the database or the file of languages are invalid"
        })
final class GeoipLookup implements Runnable {
    @Parameters(
            arity = "1..*",
            paramLabel = "ADDRESS",
            description = "IPv4 or IPv6 addresses. Names are not looked up.")
    private List<String> addresses = List.of();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** An address as it was given. */
    private record Asked(String text, InetAddress address) {}

    @Override
    public void run() {
        List<Asked> asked =
                addresses.stream().map(text -> new Asked(text, parse(text))).toList();
        GeoipData data = GeoipData.read(settings.geoip());
        PrintWriter out = spec.commandLine().getOut();
        if (json.isOn()) {
            asked.forEach(
                    each -> out.println(json(each.text(), data.table().resultOf(each.address()), data.languages())));
        } else {
            Table table = new Table("ADDRESS", "COUNTRY", "LANGUAGE", "");
            asked.forEach(each -> row(table, each.text(), data.table().resultOf(each.address()), data.languages()));
            table.print(out);
        }
        out.flush();
    }

    private InetAddress parse(String text) {
        return switch (IpAddress.parse(text)) {
            case Parsed.Valid<InetAddress>(InetAddress address) -> address;
            case Parsed.Invalid<InetAddress> _ ->
                throw new ParameterException(
                        spec.commandLine(),
                        "\"" + text + "\" is not an address; give one such as 192.0.2.1 or 2001:db8::1");
        };
    }

    private static ObjectNode json(String address, LookupResult result, LanguageTable languages) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("address", address);
        result.country()
                .ifPresentOrElse(country -> node.put("country", country.value()), () -> node.putNull("country"));
        node.put("language", language(result, languages));
        return result.country().isPresent()
                ? node.putNull("reason")
                : node.put("reason", result.outcome().code());
    }

    private static void row(Table table, String address, LookupResult result, LanguageTable languages) {
        table.row(
                address,
                result.country().map(country -> country.value()).orElse("unknown"),
                language(result, languages),
                result.reason());
    }

    private static String language(LookupResult result, LanguageTable languages) {
        return result.country()
                .map(languages::languageOf)
                .orElse(LanguageTable.UNKNOWN)
                .value();
    }
}
