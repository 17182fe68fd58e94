package galaxy.app.cli;

import galaxy.client.PageRequest;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.Outcome;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.kernel.Page;
import galaxy.kernel.Secret;
import galaxy.kernel.WhiteSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Contact links. */
@Command(
        name = "links",
        description = "Makes, uses and shows contact links.",
        subcommands = {
            LinkCommands.Create.class,
            LinkCommands.Revoke.class,
            LinkCommands.Consume.class,
            LinkCommands.Preview.class,
            LinkCommands.ListAll.class,
            LinkCommands.Events.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class LinkCommands implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "create", description = "Makes a link and shows its token.")
    static final class Create extends Telling {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose link it is.")
        private String owner = "";

        @Mixin
        private Until until = new Until();

        @Option(
                names = "--max-uses",
                paramLabel = "COUNT",
                defaultValue = "0",
                description = "How often it can be used; 0 for no bound. Default: 0.")
        private int maxUses;

        @Mixin
        private RequestIdOption wish = new RequestIdOption();

        @Override
        ContactLink ask(ConnectionsClient client) {
            Optional<Instant> end = until.end(InstantSource.system().instant());
            return done(client.createContactLink(owner, wish.id(), end, maxUses));
        }
    }

    @Command(name = "revoke", description = "Ends a link for good.")
    static final class Revoke extends Telling {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose link it is.")
        private String owner = "";

        @Parameters(index = "1", paramLabel = "LINK", description = "The id of the link: lnk_ and 32 digits.")
        private String link = "";

        @Mixin
        private RequestIdOption wish = new RequestIdOption();

        @Override
        ContactLink ask(ConnectionsClient client) {
            return done(client.revokeContactLink(owner, link, wish.id()));
        }
    }

    @Command(name = "consume", description = "Puts the owner of a link on a user's list.")
    static final class Consume extends ConnectionsCommand {
        @Parameters(
                index = "0",
                paramLabel = "TOKEN_FILE",
                description =
                        "A file with the token of the link, or - for the standard input. A token is never an argument,"
                                + " which other users of the machine could see.")
        private Path token = Path.of("-");

        @Parameters(index = "1", paramLabel = "USER", description = "The id of the user, as other services know it.")
        private String user = "";

        @Mixin
        private RequestIdOption wish = new RequestIdOption();

        @Override
        int run(ConnectionsClient client) {
            Contact contact = done(client.consumeContactLink(secret(token), user, wish.id()));
            if (isJson()) {
                printJson(contact);
            } else {
                out().println(contact.getContactUserId() + " is on the list of " + contact.getOwnerUserId());
            }
            return 0;
        }
    }

    @Command(name = "preview", description = "Shows whose link it is; changes nothing.")
    static final class Preview extends ShowCommand<PreviewContactLinkResponse> {
        @Parameters(
                index = "0",
                paramLabel = "TOKEN_FILE",
                description =
                        "A file with the token of the link, or - for the standard input. A token is never an argument,"
                                + " which other users of the machine could see.")
        private Path token = Path.of("-");

        @Override
        PreviewContactLinkResponse ask(ConnectionsClient client) {
            return done(client.previewContactLink(secret(token)));
        }

        @Override
        Table table(PreviewContactLinkResponse preview) {
            return ProfileCommands.profile(preview.getOwnerProfile())
                    .row("link expires", preview.hasExpiresAt() ? Times.show(preview.getExpiresAt()) : "never");
        }
    }

    @Command(
            name = "list",
            description = {
                "Shows the links that a user ever made, the newest first.",
                "With --json one line for each, with its token."
            })
    static final class ListAll extends ListCommand<ContactLink> {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose link it is.")
        private String owner = "";

        @Override
        Outcome<Page<ContactLink, String>> page(ConnectionsClient client, PageRequest page) {
            return client.contactLinks(owner, page);
        }

        @Override
        Table table(List<ContactLink> links) {
            Table table = new Table("LINK", "CREATED", "EXPIRES", "REVOKED", "USES");
            links.forEach(link -> table.row(
                    link.getLinkId(),
                    Times.show(link.getCreatedAt()),
                    link.hasExpiresAt() ? Times.show(link.getExpiresAt()) : "never",
                    link.hasRevokedAt() ? Times.show(link.getRevokedAt()) : "-",
                    uses(link)));
            return table;
        }
    }

    @Command(
            name = "events",
            description = {"Shows what became of a link, the oldest first.", "With --json one line for each event."})
    static final class Events extends ListCommand<ContactLinkEvent> {
        @Parameters(index = "0", paramLabel = "OWNER", description = "The id of the user whose link it is.")
        private String owner = "";

        @Parameters(index = "1", paramLabel = "LINK", description = "The id of the link: lnk_ and 32 digits.")
        private String link = "";

        @Override
        Outcome<Page<ContactLinkEvent, String>> page(ConnectionsClient client, PageRequest page) {
            return client.contactLinkEvents(owner, link, page);
        }

        @Override
        Table table(List<ContactLinkEvent> events) {
            Table table = new Table("AT", "EVENT", "WHO", "REQUEST");
            events.forEach(event -> table.row(
                    Times.show(event.getAt()), event.getKind().name(), event.getActorUserId(), event.getRequestId()));
            return table;
        }
    }

    /** Each of them ends with a link. */
    abstract static class Telling extends ShowCommand<ContactLink> {
        @Override
        final Table table(ContactLink link) {
            return Table.plain()
                    .row("link id", link.getLinkId())
                    .row("owner", link.getOwnerUserId())
                    .row("token", link.getToken())
                    .row("created", Times.show(link.getCreatedAt()))
                    .row("expires", link.hasExpiresAt() ? Times.show(link.getExpiresAt()) : "never")
                    .row("revoked", link.hasRevokedAt() ? Times.show(link.getRevokedAt()) : "-")
                    .row("uses", uses(link));
        }
    }

    private static String uses(ContactLink link) {
        return link.getUseCount() + (link.getMaxUses() == 0 ? "" : " of " + link.getMaxUses());
    }

    private static Secret secret(Path file) {
        if (!file.toString().equals("-")) {
            return Connection.secret("TOKEN_FILE", file);
        }
        try {
            return Secret.of(WhiteSpace.trim(new String(System.in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw ExitException.file("the standard input cannot be read; name a file with the token in it");
        }
    }
}
