package galaxy.app.cli.users;

import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code galaxy users unsanction}. */
@Command(name = "unsanction", description = "Removes a sanction; no change if there is none.")
final class RemoveSanction extends UserChange {
    @Parameters(index = "1", paramLabel = "SANCTION", description = ApplySanction.CODES)
    private SanctionCode code = SanctionCode.LOGIN_BLOCK;

    @Override
    UserCommand<?> command() {
        return new UserCommand.RemoveSanction(code, reason());
    }
}
