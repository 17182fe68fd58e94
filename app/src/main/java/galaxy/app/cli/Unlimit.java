package galaxy.app.cli;

import galaxy.client.LimitCode;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The plan's limit counts again. */
@Command(name = "unlimit", description = "Takes a limit of a user's own away; the plan's counts again.")
final class Unlimit extends UserChange {
    @Parameters(index = "1", paramLabel = "LIMIT", description = LimitUser.CODES)
    private LimitCode code = LimitCode.MAX_OWNED_PRIVATE_GAMES;

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        return new UserCommand.RemoveLimit(code, why());
    }
}
