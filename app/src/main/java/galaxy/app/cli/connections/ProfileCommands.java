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
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.kernel.Parsed;
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
        private UserRef user = UserRef.of("");

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "1 to 64 characters.")
        private String name = "";

        @Option(
                names = "--avatar",
                paramLabel = "SET/ASSET",
                description = "From the catalogue: docs/reference/avatars.md. Default: none.")
        private Optional<Avatar> avatar = Optional.empty();

        @Option(names = "--bio", paramLabel = "TEXT", description = "At most 280 characters. Default: empty.")
        private String bio = "";

        @Option(names = "--username", paramLabel = "USERNAME", description = "Default: stays as it is.")
        private Optional<Username> username = Optional.empty();

        @Override
        Outcome<UserProfile, Refusal> call(ConnectionsClient client) {
            check("--name", DisplayName.parse(name));
            check("--bio", Bio.parse(bio));
            var details = new ProfileDetails(name, avatar, bio);
            if (username.isPresent()) {
                return client.setUserProfile(user, username.get(), details);
            }
            client.setPublicProfile(user, details).orElseThrow();
            return client.getUserProfile(user);
        }
    }

    private static void check(String option, Parsed<?> parsed) {
        if (parsed instanceof Parsed.Invalid<?>(String rule)) {
            throw ExitException.usage(option + " " + rule);
        }
    }

    @Command(name = "get", description = "Shows username and profile of a user.")
    static final class Get extends ProfileCommand {
        @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
        private UserRef user = UserRef.of("");

        @Override
        Outcome<UserProfile, Refusal> call(ConnectionsClient client) {
            return client.getUserProfile(user);
        }
    }

    @Command(name = "lookup", description = "Shows username and profile of the user who has a username.")
    static final class Lookup extends ProfileCommand {
        @Parameters(paramLabel = "USERNAME", description = USERNAME_RULE)
        private Username username = Username.of("");

        @Override
        Outcome<UserProfile, Refusal> call(ConnectionsClient client) {
            return client.lookupUserProfile(username);
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
                .row("created (UTC)", profile.createdAt().map(TimeFormat::show).orElse("-"))
                .row("changed", profile.updatedAt().map(TimeFormat::show).orElse("-"));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
