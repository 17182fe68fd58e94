package galaxy.app;

import galaxy.app.cli.DistinctFiles;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.FileFailure;
import galaxy.app.cli.WholeFile;
import galaxy.geoip.CountryTable;
import galaxy.geoip.DatabaseFile;
import galaxy.geoip.DatabaseFile.Loaded;
import galaxy.geoip.DatabaseInfo;
import galaxy.geoip.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code galaxy geoip compile}. */
@Command(
        name = "compile",
        description = {
            "Turns a MaxMind DB file into the compact table of countries that Galaxy bundles.",
            "The format is described in docs/reference/geoip.md."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 2:the command line is invalid",
            "65:the source is not a MaxMind DB file with countries",
            "74:a file cannot be read or written"
        })
final class GeoipCompile implements Runnable {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "The MaxMind DB file.")
    private Path source = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "The table, such as country.table.gz; replaced if it exists.")
    private Path out = Path.of("");

    @Option(
            names = "--source",
            paramLabel = "LINE",
            required = true,
            description =
                    "Where the data come from and under which licence, in one line. It becomes part of the table.")
    private String line = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        new DistinctFiles()
                .reads("the file that is read", source)
                .writes("OUT", out)
                .check();
        CountryTable table = compiled();
        try (WholeFile file = WholeFile.create(out)) {
            TableFormat.write(table, file.stream());
            file.complete();
        } catch (IOException e) {
            throw FileFailure.of(out, e);
        }
        DatabaseInfo info = table.info();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %,d ranges of IPv4, %,d of IPv6, %d countries, built %s%n",
                        out,
                        info.ipv4Ranges(),
                        info.ipv6Ranges(),
                        info.countries(),
                        info.built());
        spec.commandLine().getOut().flush();
    }

    private CountryTable compiled() {
        return switch (new DatabaseFile(source).load()) {
            case Loaded.Table(CountryTable table) -> table.withSource(line);
            case Loaded.Refused(String reason) ->
                throw new ExitException(ExitException.DATA, source + " is refused: " + reason);
            case Loaded.Unreadable(String reason) ->
                throw ExitException.file(source + " cannot be read (" + reason + ")");
        };
    }
}
