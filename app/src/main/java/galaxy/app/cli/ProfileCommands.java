package galaxy.app.cli;

import galaxy.client.connections.ConnectionsClient;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.UserProfile;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Profiles. */
@Command(
        name = "profile",
        description = "Sets and finds profiles.",
        subcommands = {ProfileCommands.Set.class, ProfileCommands.Get.class, ProfileCommands.Lookup.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ProfileCommands implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "set",
            description = {
                "Replaces name, avatar and bio of a user, and with --username the username too, all or nothing.",
                "What is not said is emptied."
            })
    static final class Set extends Telling {
        @Parameters(index = "0", paramLabel = "USER", description = "The id of the user, as other services know it.")
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
        UserProfile ask(ConnectionsClient client) {
            String[] parts = avatar.orElse("/").split("/", 2);
            if (parts.length < 2) {
                throw new ExitException(ExitException.USAGE, "--avatar is a set and an asset, such as pilots/captain");
            }
            if (username.isPresent()) {
                return done(client.setUserProfile(SetUserProfileRequest.newBuilder()
                        .setUserId(user)
                        .setUsername(username.get())
                        .setName(name)
                        .setAvatarSetId(parts[0])
                        .setAvatarAssetId(parts[1])
                        .setBio(bio)
                        .build()));
            }
            done(client.setPublicProfile(SetPublicProfileRequest.newBuilder()
                    .setUserId(user)
                    .setName(name)
                    .setAvatarSetId(parts[0])
                    .setAvatarAssetId(parts[1])
                    .setBio(bio)
                    .build()));
            return done(client.getUserProfile(user));
        }
    }

    @Command(name = "get", description = "Shows all that is known of a user.")
    static final class Get extends Telling {
        @Parameters(index = "0", paramLabel = "USER", description = "The id of the user, as other services know it.")
        private String user = "";

        @Override
        UserProfile ask(ConnectionsClient client) {
            return done(client.getUserProfile(user));
        }
    }

    @Command(name = "lookup", description = "Shows all that is known of the user who has a username.")
    static final class Lookup extends Telling {
        @Parameters(paramLabel = "USERNAME", description = "In whatever case.")
        private String username = "";

        @Override
        UserProfile ask(ConnectionsClient client) {
            return done(client.lookupUserProfile(username));
        }
    }

    /** Each of them ends with a profile. */
    abstract static class Telling extends ShowCommand<UserProfile> {
        @Override
        final Table table(UserProfile profile) {
            return profile(profile);
        }
    }

    static Table profile(UserProfile profile) {
        String avatar = profile.getAvatarSetId() + "/" + profile.getAvatarAssetId();
        return Table.plain()
                .row("user id", profile.getUserId())
                .row("username", orDash(profile.getUsername()))
                .row("name", orDash(profile.getName()))
                .row("avatar", avatar.equals("/") ? "-" : avatar)
                .row("bio", orDash(profile.getBio()))
                .row("created", profile.hasCreatedAt() ? Times.show(profile.getCreatedAt()) : "-")
                .row("changed", profile.hasUpdatedAt() ? Times.show(profile.getUpdatedAt()) : "-");
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
