package galaxy.app.cli;

import galaxy.client.LimitCode;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A limit of the user's own. */
@Command(name = "limit", description = "Gives a user a limit of their own instead of the plan's, upwards or downwards.")
final class LimitUser extends UserChange {
    static final String CODES = "max_owned_private_games, max_active_private_games, max_pending_public_applications,"
            + " max_pending_private_join_requests, max_pending_private_invites_sent or max_active_game_memberships.";

    @Parameters(index = "1", paramLabel = "LIMIT", description = CODES)
    private LimitCode code = LimitCode.MAX_OWNED_PRIVATE_GAMES;

    @Parameters(index = "2", paramLabel = "VALUE", description = "0 to 1000000.")
    private int value;

    @Mixin
    private Until until = new Until();

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        return new UserCommand.SetLimit(code, value, until.end(now), why());
    }
}
