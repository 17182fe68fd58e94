package galaxy.app.cli.users;

import galaxy.client.users.BlockResult;
import galaxy.client.users.Reason;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code galaxy users block}. */
@Command(
        name = "block",
        description = "Blocks an e-mail address, whether or not a user has it. A block in force keeps its reason.")
final class Block extends BlockChange {
    @Override
    Result change(UsersClient client, EmailAddress email, Reason reason) {
        return switch (client.block(email, reason.code(), Optional.of(reason.actor()))) {
            case BlockResult.Blocked(Optional<UserId> userId) -> new Result("blocked", userId);
            case BlockResult.AlreadyBlocked(Optional<UserId> userId) -> new Result("already_blocked", userId);
        };
    }
}
