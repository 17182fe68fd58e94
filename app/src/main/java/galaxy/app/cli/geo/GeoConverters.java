package galaxy.app.cli.geo;

import galaxy.app.cli.Converters;
import picocli.CommandLine;

/** From arguments to values of the geo profile service. */
public final class GeoConverters {
    private GeoConverters() {}

    /** The converters for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(VersionNumber.class, Converters.converter(VersionNumber::parse));
    }
}
