package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.KeyOption;
import galaxy.app.cli.ReasonOptions;
import galaxy.app.cli.TimeFormat;
import galaxy.client.users.Reason;
import galaxy.client.users.Resolution;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A command that changes the block of an e-mail address, whether or not a user has it. */
abstract class BlockChange extends UsersServiceCommand {
    @Parameters(
            paramLabel = "USER",
            description = UserArgument.RULE + " With an e-mail address, the user need not exist.")
    private UserArgument user = new UserArgument.ByName("");

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Option(names = "--dry-run", description = "Shows whether the address may sign in now, and changes nothing.")
    private boolean dryRun;

    @Mixin
    private KeyOption key = new KeyOption();

    @Mixin
    private JsonOption json = new JsonOption();

    /** The result, the user who has the address, and the end of a block in force if it has one. */
    record Result(String outcome, Optional<UserId> userId, Optional<Instant> until) {
        Result(String outcome, Optional<UserId> userId) {
            this(outcome, userId, Optional.empty());
        }
    }

    /** The change of an address. */
    @FunctionalInterface
    interface Change {
        Result make(UsersClient client, EmailAddress email);
    }

    /** What is sent, if the options are right. */
    abstract Change change(Reason reason, IdempotencyKey key);

    /** Notes what the result alone does not say. */
    void explain(UsersClient client, EmailAddress email, Result result) {}

    @Override
    final int run(UsersClient client) {
        Change change = change(reason.reason(), key.key());
        EmailAddress email = user instanceof UserArgument.ByEmail(EmailAddress given)
                ? given
                : user.find(client).email();
        Result result = dryRun ? current(client.resolve(email)) : change.make(client, email);
        if (json.isOn()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode().put(dryRun ? "kind" : "outcome", result.outcome());
            result.userId().ifPresentOrElse(id -> node.put("user_id", id.value()), () -> node.putNull("user_id"));
            result.until().ifPresent(end -> node.put("expires_at", Rfc3339.format(end)));
            out().println(node);
        } else {
            out().printf(
                            "%s: the e-mail address of %s%s%n",
                            result.outcome(),
                            result.userId().map(UserId::value).orElse("no user yet"),
                            result.until()
                                    .map(end -> ", until " + TimeFormat.show(end) + " UTC")
                                    .orElse(""));
        }
        if (dryRun) {
            note("dry run: nothing was changed");
        } else {
            explain(client, email, result);
        }
        return 0;
    }

    private static Result current(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Existing(UserId userId) -> new Result("existing", Optional.of(userId));
            case Resolution.Creatable _ -> new Result("creatable", Optional.empty());
            case Resolution.Blocked(Optional<UserId> userId, var _, Optional<Instant> until) ->
                new Result("blocked", userId, until);
        };
    }
}
