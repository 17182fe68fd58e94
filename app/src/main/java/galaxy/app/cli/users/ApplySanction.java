package galaxy.app.cli.users;

import galaxy.app.cli.EndOptions;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code galaxy users sanction}. */
@Command(
        name = "sanction",
        description = "Applies a sanction until it expires or is removed; it replaces one of the same code.")
final class ApplySanction extends UserChange {
    static final String CODES = "login_block, private_game_create_block, private_game_manage_block, game_join_block or"
            + " profile_update_block.";

    @Parameters(index = "1", paramLabel = "SANCTION", description = CODES)
    private SanctionCode code = SanctionCode.LOGIN_BLOCK;

    @Mixin
    private EndOptions end = new EndOptions();

    @Option(
            names = "--scope",
            paramLabel = "WORD",
            description = "The part of the platform that enforces it. Default: by code, such as auth or lobby.")
    private Optional<String> scope = Optional.empty();

    @Override
    UserCommand<?> command() {
        return new UserCommand.ApplySanction(code, scope, end.end(), reason());
    }
}
