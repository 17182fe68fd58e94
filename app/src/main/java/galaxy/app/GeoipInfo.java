package galaxy.app;

import galaxy.app.cli.Table;
import galaxy.geoip.DatabaseInfo;
import galaxy.geoip.GeoipData;
import galaxy.geoip.GeoipSettings;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code galaxy geoip info}. */
@Command(
        name = "info",
        description = "Shows which data of countries are in use: their source, licence and age.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 2:the command line is invalid",
            "78:the settings, the database or the file of languages are invalid"
        })
final class GeoipInfo implements Runnable {
    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        GeoipSettings files = settings.geoip();
        DatabaseInfo info = GeoipData.read(files).table().info();
        Table.plain()
                .row("source", info.source())
                .row("built", info.built().toString())
                .row("file", files.database().map(Path::toString).orElse("bundled"))
                .row(
                        "languages",
                        files.languages()
                                .map(path -> path + ", over the bundled ones")
                                .orElse("bundled"))
                .row(
                        "ranges",
                        String.format(Locale.ROOT, "%,d of IPv4, %,d of IPv6", info.ipv4Ranges(), info.ipv6Ranges()))
                .row("countries", String.valueOf(info.countries()))
                .print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
    }
}
