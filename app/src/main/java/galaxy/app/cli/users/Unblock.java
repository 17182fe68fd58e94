package galaxy.app.cli.users;

import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.UnblockResult;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UserId;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code galaxy users unblock}. */
@Command(name = "unblock", description = "Removes the block of an e-mail address. The sanction login_block stays.")
final class Unblock extends BlockChange {
    @Override
    Change change(Reason reason, IdempotencyKey key) {
        return (client, email) -> switch (client.unblock(email, reason, Delivery.withKey(key))) {
            case UnblockResult.Unblocked(Optional<UserId> userId) -> new Result("unblocked", userId);
            case UnblockResult.NotBlocked(Optional<UserId> userId) -> new Result("not_blocked", userId);
        };
    }
}
