package galaxy.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about usernames, profiles, contacts and contact links, on a running service. */
@Command(
        name = "connections",
        description = {
            "Shows and changes usernames, profiles, contacts and contact links of a running service.",
            "For people by default, for programs with --json."
        },
        subcommands = {
            UsernameCommands.class,
            ProfileCommands.class,
            ContactCommands.class,
            LinkCommands.class,
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Connections implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
