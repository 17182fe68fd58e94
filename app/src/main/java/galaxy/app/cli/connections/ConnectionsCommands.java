package galaxy.app.cli.connections;

import galaxy.app.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The commands of the connections service. */
@Command(
        name = "connections",
        description = {
            "Shows and changes usernames, profiles, contacts and contact links of a running service.",
            "Prints tables, or JSON with --json."
        },
        subcommands = {UsernameCommands.class, ProfileCommands.class, ContactCommands.class, LinkCommands.class})
public final class ConnectionsCommands extends CommandGroup {}
