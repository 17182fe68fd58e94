package galaxy.app.cli;

import galaxy.client.Blocking;
import galaxy.client.UsersClient;
import galaxy.client.Why;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.util.Optional;
import picocli.CommandLine.Command;

/** An e-mail address is blocked. */
@Command(
        name = "block",
        description =
                "Blocks the e-mail address of a user, or one that is nobody's yet. A block in force keeps its reason.")
final class Block extends BlockChange {
    @Override
    Change change(UsersClient client, EmailAddress email, Why why) {
        return switch (client.block(email, why.reason(), Optional.of(why.actor()))) {
            case Blocking.Blocked(Optional<UserId> userId) -> new Change("blocked", userId);
            case Blocking.AlreadyBlocked(Optional<UserId> userId) -> new Change("already_blocked", userId);
        };
    }
}
