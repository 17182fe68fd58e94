package galaxy.app.cli;

import galaxy.client.PageRequest;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.Outcome;
import galaxy.contracts.connections.v1.Contact;
import galaxy.kernel.Page;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
    static final class Add extends ShowCommand<Contact> {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose list it is.")
        private String owner = "";

        @Parameters(index = "1", paramLabel = "CONTACT", description = "The id of the user to add.")
        private String contact = "";

        @Override
        Contact ask(ConnectionsClient client) {
            return done(client.addContact(owner, contact));
        }

        @Override
        Table table(Contact added) {
            return contacts(List.of(added));
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
    static final class ListAll extends ListCommand<Contact> {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose list it is.")
        private String owner = "";

        @Override
        Outcome<Page<Contact, String>> page(ConnectionsClient client, PageRequest page) {
            return client.contacts(owner, page);
        }

        @Override
        Table table(List<Contact> items) {
            return contacts(items);
        }
    }

    private static Table contacts(List<Contact> contacts) {
        Table table = new Table("CONTACT", "SINCE", "ADDED LAST");
        contacts.forEach(contact -> table.row(
                contact.getContactUserId(), Times.show(contact.getCreatedAt()), Times.show(contact.getUpdatedAt())));
        return table;
    }
}
