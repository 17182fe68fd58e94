package galaxy.app.cli.users;

import galaxy.client.users.UserCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy users revoke}. */
@Command(name = "revoke", description = "Ends a paid plan now; the user has the free plan.")
final class Revoke extends UserChange {
    @Mixin
    private SourceOption source = new SourceOption();

    @Override
    UserCommand<?> command() {
        return new UserCommand.Revoke(source.source(), reason());
    }
}
