package galaxy.app.cli;

import galaxy.client.connections.ConnectionsClient;
import galaxy.contracts.connections.v1.UsernameRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Usernames. */
@Command(
        name = "username",
        description = "Sets and finds usernames.",
        subcommands = {UsernameCommands.Set.class, UsernameCommands.Get.class, UsernameCommands.Lookup.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class UsernameCommands implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "set", description = "Gives a user a username, or another one.")
    static final class Set extends Telling {
        @Parameters(index = "0", paramLabel = "USER", description = "The id of the user, as other services know it.")
        private String user = "";

        @Parameters(
                index = "1",
                paramLabel = "USERNAME",
                description = "3 to 32 letters, digits, dots, underscores or hyphens; the first is a letter.")
        private String username = "";

        @Override
        UsernameRecord ask(ConnectionsClient client) {
            return done(client.setUsername(user, username));
        }
    }

    @Command(name = "get", description = "Shows the username of a user.")
    static final class Get extends Telling {
        @Parameters(index = "0", paramLabel = "USER", description = "The id of the user, as other services know it.")
        private String user = "";

        @Override
        UsernameRecord ask(ConnectionsClient client) {
            return done(client.getUsername(user));
        }
    }

    @Command(name = "lookup", description = "Shows who has a username.")
    static final class Lookup extends Telling {
        @Parameters(paramLabel = "USERNAME", description = "In whatever case.")
        private String username = "";

        @Override
        UsernameRecord ask(ConnectionsClient client) {
            return done(client.lookupUsername(username));
        }
    }

    /** Each of them ends with a username. */
    abstract static class Telling extends ShowCommand<UsernameRecord> {
        @Override
        final Table table(UsernameRecord record) {
            return Table.plain()
                    .row("user id", record.getUserId())
                    .row("username", record.getUsername())
                    .row("since", Times.show(record.getUpdatedAt()));
        }
    }
}
