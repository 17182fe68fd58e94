package galaxy.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about users, on a running service. */
@Command(
        name = "users",
        description = {
            "Shows and changes the users of a running service.",
            "For people by default, for programs with --json."
        },
        subcommands = {
            Show.class,
            ListUsers.class,
            History.class,
            Grant.class,
            Extend.class,
            Revoke.class,
            SanctionUser.class,
            Unsanction.class,
            LimitUser.class,
            Unlimit.class,
            Block.class,
            Unblock.class,
            ImportUsers.class,
            ExportUsers.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Users implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
