package galaxy.app.cli.connections;

import galaxy.app.cli.CommandGroup;
import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.Outcome;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsJson;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.connections.UsernameRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy connections username …}. */
@Command(
        name = "username",
        description = "Sets and finds usernames.",
        subcommands = {UsernameCommands.Set.class, UsernameCommands.Get.class, UsernameCommands.Lookup.class})
final class UsernameCommands extends CommandGroup {
    @Command(name = "set", description = "Sets or changes the username of a user.")
    static final class Set extends UsernameCommand {
        @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
        private UserRef user = UserRef.of("");

        @Parameters(
                index = "1",
                paramLabel = "USERNAME",
                description = "3 to 32 letters, digits, dots, underscores or hyphens; the first is a letter.")
        private Username username = Username.of("");

        @Override
        Outcome<UsernameRecord, Refusal> call(ConnectionsClient client) {
            return client.setUsername(user, username);
        }
    }

    @Command(name = "get", description = "Shows the username of a user.")
    static final class Get extends UsernameCommand {
        @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
        private UserRef user = UserRef.of("");

        @Override
        Outcome<UsernameRecord, Refusal> call(ConnectionsClient client) {
            return client.getUsername(user);
        }
    }

    @Command(name = "lookup", description = "Shows the user who has a username.")
    static final class Lookup extends UsernameCommand {
        @Parameters(paramLabel = "USERNAME", description = USERNAME_RULE)
        private Username username = Username.of("");

        @Override
        Outcome<UsernameRecord, Refusal> call(ConnectionsClient client) {
            return client.lookupUsername(username);
        }
    }

    /** A command that shows a username. */
    abstract static class UsernameCommand extends ShowCommand<UsernameRecord> {
        @Override
        final ObjectNode json(UsernameRecord record) {
            return ConnectionsJson.username(record);
        }

        @Override
        final Table table(UsernameRecord record) {
            return Table.plain()
                    .row("user id", record.userId().value())
                    .row("username", record.username().value())
                    .row("since (UTC)", TimeFormat.show(record.updatedAt()));
        }
    }
}
