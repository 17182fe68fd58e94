package galaxy.app.cli;

import galaxy.client.SanctionCode;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A sanction is lifted. */
@Command(name = "unsanction", description = "Lifts a sanction; nothing happens if there is none.")
final class Unsanction extends UserChange {
    @Parameters(index = "1", paramLabel = "SANCTION", description = SanctionUser.CODES)
    private SanctionCode code = SanctionCode.LOGIN_BLOCK;

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        return new UserCommand.RemoveSanction(code, why());
    }
}
