package galaxy.app.cli;

import galaxy.client.SanctionCode;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A sanction comes into force. */
@Command(
        name = "sanction",
        description =
                "Denies a user something, until the sanction expires or is lifted; supersedes one of the same code.")
final class SanctionUser extends UserChange {
    static final String CODES = "login_block, private_game_create_block, private_game_manage_block, game_join_block or"
            + " profile_update_block.";

    @Parameters(index = "1", paramLabel = "SANCTION", description = CODES)
    private SanctionCode code = SanctionCode.LOGIN_BLOCK;

    @Mixin
    private Until until = new Until();

    @Option(
            names = "--scope",
            paramLabel = "WORD",
            description = "The part of the platform that acts on it. Default: by code, such as auth or lobby.")
    private Optional<String> scope = Optional.empty();

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        return new UserCommand.ApplySanction(code, scope, until.end(now), why());
    }
}
