package galaxy.app.cli.connections;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.CommandGroup;
import galaxy.app.cli.EndOptions;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.Outcome;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsJson;
import galaxy.client.connections.Contact;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ContactLinkEvent;
import galaxy.client.connections.LinkId;
import galaxy.client.connections.LinkPreview;
import galaxy.client.connections.LinkToken;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import galaxy.connections.link.LinkLabel;
import galaxy.kernel.Parsed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy connections links …}. */
@Command(
        name = "links",
        description = "Creates, uses and shows contact links.",
        subcommands = {
            LinkCommands.Create.class,
            LinkCommands.Show.class,
            LinkCommands.Revoke.class,
            LinkCommands.Consume.class,
            LinkCommands.Preview.class,
            LinkCommands.ListAll.class,
            LinkCommands.Events.class
        })
final class LinkCommands extends CommandGroup {
    private static final String LINK_RULE = "The id of the link: lnk_ and 32 digits.";
    private static final String TOKEN_RULE =
            "A file with the token of the link, or - for the standard input. A token is"
                    + " never an argument, which other users of the machine could see.";

    @Command(name = "create", description = "Creates a link and shows its token.")
    static final class Create extends LinkCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Mixin
        private EndOptions end = new EndOptions();

        @Option(
                names = "--max-uses",
                paramLabel = "COUNT",
                defaultValue = "0",
                description = "How often it can be used; 0 for no bound. Default: 0.")
        private int maxUses;

        @Option(
                names = "--label",
                paramLabel = "TEXT",
                description = "What the owner knows it by, at most 64 characters; not shown to others. Default: none.")
        private String label = "";

        @Mixin
        private RequestIdOption requestId = new RequestIdOption();

        @Override
        Outcome<ContactLink, Refusal> call(ConnectionsClient client) {
            if (LinkLabel.parse(label) instanceof Parsed.Invalid<LinkLabel>(String rule)) {
                throw ExitException.usage("--label " + rule);
            }
            int most = ExitException.inRange("--max-uses", maxUses, 0, Integer.MAX_VALUE);
            return client.createContactLink(owner, requestId.key(), end.end(), most, label);
        }
    }

    @Command(name = "show", description = "Shows a link with its token.")
    static final class Show extends LinkCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Parameters(index = "1", paramLabel = "LINK", description = LINK_RULE)
        private LinkId link = LinkId.of("");

        @Override
        Outcome<ContactLink, Refusal> call(ConnectionsClient client) {
            return client.getContactLink(owner, link);
        }
    }

    @Command(name = "revoke", description = "Revokes a link for good.")
    static final class Revoke extends LinkCommand {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Parameters(index = "1", paramLabel = "LINK", description = LINK_RULE)
        private LinkId link = LinkId.of("");

        @Mixin
        private RequestIdOption requestId = new RequestIdOption();

        @Override
        Outcome<ContactLink, Refusal> call(ConnectionsClient client) {
            return client.revokeContactLink(owner, link, requestId.key());
        }
    }

    @Command(name = "consume", description = "Adds the owner of a link to a user's list.")
    static final class Consume extends ConnectionsServiceCommand {
        @Parameters(index = "0", paramLabel = "TOKEN_FILE", description = TOKEN_RULE)
        private Path token = Path.of("-");

        @Parameters(index = "1", paramLabel = "USER", description = USER_RULE)
        private UserRef user = UserRef.of("");

        @Mixin
        private RequestIdOption requestId = new RequestIdOption();

        @Override
        void run(ConnectionsClient client) {
            Contact contact = client.consumeContactLink(token(token), user, requestId.key())
                    .orElseThrow();
            out().println(
                            isJson()
                                    ? ConnectionsJson.contact(contact)
                                    : contact.contact() + " is on the list of " + contact.owner());
        }
    }

    @Command(name = "preview", description = "Shows the owner of a link; changes nothing.")
    static final class Preview extends ShowCommand<LinkPreview> {
        @Parameters(index = "0", paramLabel = "TOKEN_FILE", description = TOKEN_RULE)
        private Path token = Path.of("-");

        @Override
        Outcome<LinkPreview, Refusal> call(ConnectionsClient client) {
            return client.previewContactLink(token(token));
        }

        @Override
        ObjectNode json(LinkPreview preview) {
            return ConnectionsJson.preview(preview);
        }

        @Override
        Table table(LinkPreview preview) {
            return ProfileCommands.profile(preview.owner())
                    .row(
                            "link expires (UTC)",
                            preview.expiresAt().map(TimeFormat::show).orElse("never"));
        }
    }

    @Command(
            name = "list",
            description = {
                "Shows all links that a user created, the newest first.",
                "With --json one line for each, with its token."
            })
    static final class ListAll extends ListCommand<ContactLink> {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Override
        Stream<ContactLink> items(ConnectionsClient client) {
            return client.contactLinks(owner);
        }

        @Override
        ObjectNode json(ContactLink link) {
            return ConnectionsJson.link(link);
        }

        @Override
        Table table(List<ContactLink> links) {
            Table table = new Table("LINK", "CREATED (UTC)", "EXPIRES", "REVOKED", "USES", "LABEL");
            links.forEach(link -> table.row(
                    link.id().value(),
                    TimeFormat.show(link.createdAt()),
                    link.expiresAt().map(TimeFormat::show).orElse("never"),
                    link.usage().revokedAt().map(TimeFormat::show).orElse("-"),
                    uses(link),
                    label(link)));
            return table;
        }
    }

    @Command(
            name = "events",
            description = {"Shows the changes of a link, the oldest first.", "With --json one line for each event."})
    static final class Events extends ListCommand<ContactLinkEvent> {
        @Parameters(index = "0", paramLabel = "OWNER", description = OWNER_RULE)
        private UserRef owner = UserRef.of("");

        @Parameters(index = "1", paramLabel = "LINK", description = LINK_RULE)
        private LinkId link = LinkId.of("");

        @Override
        Stream<ContactLinkEvent> items(ConnectionsClient client) {
            return client.contactLinkEvents(owner, link);
        }

        @Override
        ObjectNode json(ContactLinkEvent event) {
            return ConnectionsJson.event(event);
        }

        @Override
        Table table(List<ContactLinkEvent> events) {
            Table table = new Table("AT (UTC)", "EVENT", "ACTOR", "REQUEST");
            events.forEach(event -> table.row(
                    TimeFormat.show(event.at()),
                    event.kind().name(),
                    event.actor().value(),
                    event.requestId()));
            return table;
        }
    }

    /** A command that shows a link. */
    abstract static class LinkCommand extends ShowCommand<ContactLink> {
        @Override
        final ObjectNode json(ContactLink link) {
            return ConnectionsJson.link(link);
        }

        @Override
        final Table table(ContactLink link) {
            return Table.plain()
                    .row("link id", link.id().value())
                    .row("owner", link.owner().value())
                    .row("token", link.token().value())
                    .row("created (UTC)", TimeFormat.show(link.createdAt()))
                    .row("expires", link.expiresAt().map(TimeFormat::show).orElse("never"))
                    .row(
                            "revoked",
                            link.usage().revokedAt().map(TimeFormat::show).orElse("-"))
                    .row("uses", uses(link))
                    .row("label", label(link));
        }
    }

    private static String uses(ContactLink link) {
        ContactLink.Usage usage = link.usage();
        return usage.count() + (usage.maxUses() == 0 ? "" : " of " + usage.maxUses());
    }

    private static String label(ContactLink link) {
        return link.label().isEmpty() ? "-" : link.label();
    }

    private static LinkToken token(Path file) {
        return LinkToken.of(CallOptions.secret("TOKEN_FILE", file).reveal());
    }
}
