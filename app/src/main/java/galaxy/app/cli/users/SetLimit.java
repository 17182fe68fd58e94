package galaxy.app.cli.users;

import galaxy.app.cli.EndOptions;
import galaxy.app.cli.ExitException;
import galaxy.client.users.LimitCode;
import galaxy.client.users.UserCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code galaxy users limit}. */
@Command(name = "limit", description = "Sets a user's own limit in place of the plan's, higher or lower.")
final class SetLimit extends UserChange {
    static final String CODES = "max_owned_private_games, max_active_private_games, max_pending_public_applications,"
            + " max_pending_private_join_requests, max_pending_private_invites_sent or max_active_game_memberships.";

    private static final int MOST = 1_000_000;

    @Parameters(index = "1", paramLabel = "LIMIT", description = CODES)
    private LimitCode code = LimitCode.MAX_OWNED_PRIVATE_GAMES;

    @Parameters(index = "2", paramLabel = "VALUE", description = "0 to 1000000.")
    private int value;

    @Mixin
    private EndOptions end = new EndOptions();

    @Override
    UserCommand<?> command() {
        ExitException.inRange("VALUE", value, 0, MOST);
        return new UserCommand.SetLimit(code, value, end.end(), reason());
    }
}
