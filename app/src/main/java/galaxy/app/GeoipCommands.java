package galaxy.app;

import galaxy.app.cli.CommandGroup;
import picocli.CommandLine.Command;

/** What can be done with the data of countries from the command line, without a service. */
@Command(
        name = "geoip",
        description = "The country of an address and its usual language, from data at hand. No service is needed.",
        subcommands = {GeoipLookup.class, GeoipInfo.class, GeoipCompile.class})
final class GeoipCommands extends CommandGroup {}
