package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.client.users.BlockResult;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.Resolution;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Span;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code galaxy users block}. */
@Command(
        name = "block",
        description = {
            "Blocks an e-mail address, whether or not a user has it. A block in force keeps its reason.",
            "A later end, or none, moves the end of a block in force; an earlier one changes nothing."
        })
final class Block extends BlockChange {
    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When the block ends, like 2026-03-01 or 2026-03-01T12:00:00Z. Default: never.")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long the block lasts, like 12h, 30d or 6mo; counted by the clock of this machine.")
    private Optional<Span> duration = Optional.empty();

    @Override
    Result change(UsersClient client, EmailAddress email, Reason reason) {
        Delivery delivery = Delivery.withoutKey();
        return switch (client.block(email, reason.code(), Optional.of(reason.actor()), end(), delivery)) {
            case BlockResult.Blocked(Optional<UserId> userId, var _, Optional<Instant> end) ->
                new Result("blocked", userId, end);
            case BlockResult.AlreadyBlocked(Optional<UserId> userId, var _, Optional<Instant> end) ->
                new Result("already_blocked", userId, end);
        };
    }

    private Optional<Instant> end() {
        if (until.isPresent() && duration.isPresent()) {
            throw ExitException.usage("--until and --for both set the end; give one of them");
        }
        Instant now = InstantSource.system().instant();
        return duration.map(span -> span.after(now, Span.dayOf(now))
                        .orElseThrow(() -> ExitException.usage("--for ends after the year 9999; give a shorter one")))
                .or(() -> until);
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
