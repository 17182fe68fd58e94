package galaxy.app.cli.connections;

import galaxy.app.cli.CommandGroup;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.Outcome;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsJson;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy connections profile …}. */
@Command(
        name = "profile",
        description = "Sets and finds profiles.",
        subcommands = {ProfileCommands.Set.class, ProfileCommands.Get.class, ProfileCommands.Lookup.class})
final class ProfileCommands extends CommandGroup {
    @Command(
            name = "set",
            description = {
                "Replaces name, avatar and bio of a user, and with --username the username too, in one change.",
                "An option that is not given empties its field."
            })
    static final class Set extends ProfileCommand {
        @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
        private String user = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "1 to 64 characters.")
        private String name = "";

        @Option(
                names = "--avatar",
                paramLabel = "SET/ASSET",
                description = "From the catalogue: docs/reference/avatars.md. Default: none.")
        private Optional<String> avatar = Optional.empty();

        @Option(names = "--bio", paramLabel = "TEXT", description = "At most 280 characters. Default: empty.")
        private String bio = "";

        @Option(names = "--username", paramLabel = "USERNAME", description = "Default: stays as it is.")
        private Optional<String> username = Optional.empty();

        @Override
        Outcome<UserProfile, Refusal> call(ConnectionsClient client) {
            UserRef userId = UserRef.of(user);
            var details = new ProfileDetails(name, avatar.map(Set::avatar), bio);
            if (username.isPresent()) {
                return client.setUserProfile(userId, Username.of(username.get()), details);
            }
            client.setPublicProfile(userId, details).orElseThrow();
            return client.getUserProfile(userId);
        }

        private static Avatar avatar(String text) {
            String[] parts = text.split("/", 2);
            if (parts.length < 2) {
                throw ExitException.usage("--avatar must be a set and an asset, such as pilots/captain");
            }
            return new Avatar(parts[0], parts[1]);
        }
    }

    @Command(name = "get", description = "Shows username and profile of a user.")
    static final class Get extends ProfileCommand {
        @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
        private String user = "";

        @Override
        Outcome<UserProfile, Refusal> call(ConnectionsClient client) {
            return client.getUserProfile(UserRef.of(user));
        }
    }

    @Command(name = "lookup", description = "Shows username and profile of the user who has a username.")
    static final class Lookup extends ProfileCommand {
        @Parameters(paramLabel = "USERNAME", description = USERNAME_RULE)
        private String username = "";

        @Override
        Outcome<UserProfile, Refusal> call(ConnectionsClient client) {
            return client.lookupUserProfile(Username.of(username));
        }
    }

    /** A command that shows a profile. */
    abstract static class ProfileCommand extends ShowCommand<UserProfile> {
        @Override
        final ObjectNode json(UserProfile profile) {
            return ConnectionsJson.profile(profile);
        }

        @Override
        final Table table(UserProfile profile) {
            return profile(profile);
        }
    }

    static Table profile(UserProfile profile) {
        ProfileDetails details = profile.details();
        return Table.plain()
                .row("user id", profile.userId().value())
                .row("username", profile.username().map(Username::value).orElse("-"))
                .row("name", orDash(details.name()))
                .row(
                        "avatar",
                        details.avatar()
                                .map(avatar -> avatar.setId() + "/" + avatar.assetId())
                                .orElse("-"))
                .row("bio", orDash(details.bio()))
                .row("created", profile.createdAt().map(TimeFormat::show).orElse("-"))
                .row("changed", profile.updatedAt().map(TimeFormat::show).orElse("-"));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
