package galaxy.app.cli.connections;

import galaxy.app.cli.CommandGroup;
import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.Outcome;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsJson;
import galaxy.client.connections.Contact;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy connections contacts …}. */
@Command(
        name = "contacts",
        description = "Changes and shows users' lists of contacts.",
        subcommands = {ContactCommands.Add.class, ContactCommands.Remove.class, ContactCommands.ListAll.class})
final class ContactCommands extends CommandGroup {
    @Command(name = "add", description = "Adds a user to the owner's list.")
    static final class Add extends ShowCommand<Contact> {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Parameters(index = "1", paramLabel = "CONTACT", description = "The id of the user to add.")
        private UserRef contact = UserRef.of("");

        @Override
        Outcome<Contact, Refusal> call(ConnectionsClient client) {
            return client.addContact(owner, contact);
        }

        @Override
        ObjectNode json(Contact added) {
            return ConnectionsJson.contact(added);
        }

        @Override
        Table table(Contact added) {
            return contacts(List.of(added));
        }
    }

    @Command(name = "remove", description = "Removes a user from the owner's list; no change if the user is not on it.")
    static final class Remove extends ConnectionsServiceCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Parameters(index = "1", paramLabel = "CONTACT", description = "The id of the user to remove.")
        private UserRef contact = UserRef.of("");

        @Override
        void run(ConnectionsClient client) {
            client.removeContact(owner, contact).orElseThrow();
            out().println(isJson() ? "{}" : "not on the list");
        }
    }

    @Command(
            name = "list",
            description = {"Shows the owner's list in the order of the ids.", "With --json one line for each contact."})
    static final class ListAll extends ListCommand<Contact> {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Override
        Stream<Contact> items(ConnectionsClient client) {
            return client.contacts(owner);
        }

        @Override
        ObjectNode json(Contact contact) {
            return ConnectionsJson.contact(contact);
        }

        @Override
        Table table(List<Contact> items) {
            return contacts(items);
        }
    }

    private static Table contacts(List<Contact> contacts) {
        Table table = new Table("CONTACT", "SINCE (UTC)", "ADDED LAST");
        contacts.forEach(contact -> table.row(
                contact.contact().value(), TimeFormat.show(contact.createdAt()), TimeFormat.show(contact.updatedAt())));
        return table;
    }
}
