package galaxy.app.cli;

import galaxy.client.connections.ConnectionsClient;
import galaxy.contracts.connections.v1.Contact;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Contacts. */
@Command(
        name = "contacts",
        description = "Changes and shows users' lists of contacts.",
        subcommands = {ContactCommands.Add.class, ContactCommands.Remove.class, ContactCommands.ListAll.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ContactCommands implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "add", description = "Puts a user on the owner's list.")
    static final class Add extends ConnectionsCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose list it is.")
        private String owner = "";

        @Parameters(index = "1", paramLabel = "CONTACT", description = "The id of the user to add.")
        private String contact = "";

        @Override
        int run(ConnectionsClient client) {
            Contact added = done(client.addContact(owner, contact));
            if (isJson()) {
                printJson(added);
            } else {
                table(List.of(added)).print(out());
            }
            return 0;
        }
    }

    @Command(name = "remove", description = "Takes a user off the owner's list, if there.")
    static final class Remove extends ConnectionsCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose list it is.")
        private String owner = "";

        @Parameters(index = "1", paramLabel = "CONTACT", description = "The id of the user to remove.")
        private String contact = "";

        @Override
        int run(ConnectionsClient client) {
            var removed = done(client.removeContact(owner, contact));
            if (isJson()) {
                printJson(removed);
            } else {
                out().println("not on the list (any more)");
            }
            return 0;
        }
    }

    @Command(
            name = "list",
            description = {"Shows the owner's list in the order of the ids.", "With --json one line for each contact."})
    static final class ListAll extends ConnectionsCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose list it is.")
        private String owner = "";

        @Option(
                names = "--limit",
                paramLabel = "COUNT",
                defaultValue = "100",
                description = "How many at most. Default: 100.")
        private int limit = 100;

        @Override
        int run(ConnectionsClient client) {
            List<Contact> contacts = Pages.walk(limit, page -> done(client.contacts(owner, page)));
            if (isJson()) {
                contacts.forEach(this::printJson);
            } else {
                table(contacts).print(out());
            }
            return 0;
        }
    }

    private static Table table(List<Contact> contacts) {
        Table table = new Table("CONTACT", "SINCE", "ADDED LAST");
        contacts.forEach(contact -> table.row(
                contact.getContactUserId(), Times.show(contact.getCreatedAt()), Times.show(contact.getUpdatedAt())));
        return table;
    }
}
