package galaxy.app.cli.users;

import galaxy.client.users.LimitCode;
import galaxy.client.users.UserCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code galaxy users unlimit}. */
@Command(name = "unlimit", description = "Removes a user's own limit; the plan's applies again.")
final class RemoveLimit extends UserChange {
    @Parameters(index = "1", paramLabel = "LIMIT", description = SetLimit.CODES)
    private LimitCode code = LimitCode.MAX_OWNED_PRIVATE_GAMES;

    @Override
    UserCommand<?> command() {
        return new UserCommand.RemoveLimit(code, reason());
    }
}
