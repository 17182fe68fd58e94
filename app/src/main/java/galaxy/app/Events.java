package galaxy.app;

import galaxy.app.cli.CommandGroup;
import picocli.CommandLine.Command;

/** What can be done with events from the command line. */
@Command(
        name = "events",
        description = "The events of every change of a user: what they say is in docs/reference/events.md.",
        subcommands = EventsTail.class)
final class Events extends CommandGroup {}
