package galaxy.app.cli;

import galaxy.client.Unblocking;
import galaxy.client.UsersClient;
import galaxy.client.Why;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.util.Optional;
import picocli.CommandLine.Command;

/** An e-mail address is no longer blocked. */
@Command(
        name = "unblock",
        description = "Removes the block of an e-mail address. The sanction login_block is another matter and stays.")
final class Unblock extends BlockChange {
    @Override
    Change change(UsersClient client, EmailAddress email, Why why) {
        return switch (client.unblock(email, why)) {
            case Unblocking.Unblocked(Optional<UserId> userId) -> new Change("unblocked", userId);
            case Unblocking.NotBlocked(Optional<UserId> userId) -> new Change("not_blocked", userId);
        };
    }
}
