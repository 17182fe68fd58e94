package galaxy.app.cli.users;

import galaxy.app.cli.EndOptions;
import galaxy.app.cli.TimeFormat;
import galaxy.client.users.BlockResult;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.Resolution;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy users block}. */
@Command(
        name = "block",
        description = {
            "Blocks an e-mail address, whether or not a user has it. A block in force keeps its reason.",
            "A later end, or none, moves the end of a block in force; an earlier one changes nothing."
        })
final class Block extends BlockChange {
    /** How many of the newest blocks are looked through for one that was there before. */
    private static final int LOOKED_THROUGH = 1000;

    @Mixin
    private EndOptions end = new EndOptions();

    @Override
    Change change(Reason reason, IdempotencyKey key) {
        End until = end.end();
        return (client, email) -> {
            var by = Optional.of(reason.actor());
            return switch (client.block(email, reason.code(), by, until, Delivery.withKey(key))) {
                case BlockResult.Blocked(Optional<UserId> userId, var _, Optional<Instant> expiresAt) ->
                    new Result("blocked", userId, expiresAt);
                case BlockResult.AlreadyBlocked(Optional<UserId> userId, var _, Optional<Instant> expiresAt) ->
                    new Result("already_blocked", userId, expiresAt);
            };
        };
    }

    @Override
    void explain(UsersClient client, EmailAddress email, Result result) {
        if (result.outcome().equals("already_blocked")) {
            client.blocks()
                    .limit(LOOKED_THROUGH)
                    .filter(block -> block.email().equals(email))
                    .findFirst()
                    .ifPresentOrElse(
                            block ->
                                    note(kept(" since " + TimeFormat.show(block.blockedAt()) + " UTC", block.reason())),
                            () -> {
                                if (client.resolve(email)
                                        instanceof Resolution.Blocked(var _, ReasonCode reason, var _)) {
                                    note(kept("", reason));
                                }
                            });
        }
        if (result.userId().isEmpty()) {
            note("no user has this address yet; it was read as " + spelled(email.value()));
        }
    }

    private static String kept(String since, ReasonCode reason) {
        return "already blocked%s, for %s (kept)".formatted(since, reason.value());
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
