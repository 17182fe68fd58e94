package galaxy.app.cli.users;

import galaxy.client.users.BlockResult;
import galaxy.client.users.Reason;
import galaxy.client.users.Resolution;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code galaxy users block}. */
@Command(
        name = "block",
        description = "Blocks an e-mail address, whether or not a user has it. A block in force keeps its reason.")
final class Block extends BlockChange {
    @Override
    Result change(UsersClient client, EmailAddress email, Reason reason) {
        return switch (client.block(email, reason.code(), Optional.of(reason.actor()))) {
            case BlockResult.Blocked(Optional<UserId> userId, var _, var _) -> new Result("blocked", userId);
            case BlockResult.AlreadyBlocked(Optional<UserId> userId, var _, var _) ->
                new Result("already_blocked", userId);
        };
    }

    @Override
    void explain(UsersClient client, EmailAddress email, Result result) {
        if (result.outcome().equals("already_blocked")
                && client.resolve(email) instanceof Resolution.Blocked(var _, ReasonCode kept, var _)) {
            note("it was blocked before, for " + kept.value() + "; that reason is kept");
        }
        if (result.userId().isEmpty()) {
            note("no user has this address yet; it was read as " + spelled(email.value()));
        }
    }

    /** The text, each character beyond ASCII with its number: two that look alike are seen to differ. */
    private static String spelled(String text) {
        return text.codePoints()
                .mapToObj(point -> point < 0x80
                        ? Character.toString(point)
                        : Character.toString(point) + "(U+%04X)".formatted(point))
                .collect(Collectors.joining());
    }
}
