package galaxy.app.cli.web;

import galaxy.app.cli.CommandGroup;
import picocli.CommandLine.Command;

/** What an operator needs for the pages of players, without a service. */
@Command(
        name = "web",
        description = "What the pages of players need. No service is called; `galaxy serve web` starts them.",
        subcommands = KeyCommand.class)
public final class WebCommands extends CommandGroup {}
