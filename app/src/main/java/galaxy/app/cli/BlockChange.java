package galaxy.app.cli;

import galaxy.client.Resolution;
import galaxy.client.UsersClient;
import galaxy.client.Why;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A change to the block of an e-mail address, which may be nobody's. */
abstract class BlockChange extends RemoteCommand {
    @Parameters(paramLabel = "USER", description = Target.RULE + " An e-mail address need not be anybody's.")
    private Target user = new Target.ByName("");

    @Mixin
    private ReasonOptions because = new ReasonOptions();

    @Option(names = "--dry-run", description = "Says what a sign-in would meet now, and changes nothing.")
    private boolean dryRun;

    @Mixin
    private JsonOption json = new JsonOption();

    /** What became of it. */
    record Change(String outcome, Optional<UserId> userId) {}

    abstract Change change(UsersClient client, EmailAddress email, Why why);

    @Override
    final int run(UsersClient client) {
        EmailAddress email = user instanceof Target.ByEmail(EmailAddress said)
                ? said
                : user.find(client).email();
        Why why = because.why();
        Change change = dryRun ? standing(client.resolve(email)) : change(client, email, why);
        if (json.isOn()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode().put(dryRun ? "kind" : "outcome", change.outcome());
            change.userId().ifPresentOrElse(id -> node.put("user_id", id.value()), () -> node.putNull("user_id"));
            out().println(node);
        } else {
            out().printf(
                            "%s: the e-mail address of %s%n",
                            change.outcome(), change.userId().map(UserId::value).orElse("nobody yet"));
        }
        if (dryRun) {
            say("dry run: nothing was changed");
        }
        return 0;
    }

    private static Change standing(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Existing(UserId userId) -> new Change("existing", Optional.of(userId));
            case Resolution.Creatable _ -> new Change("creatable", Optional.empty());
            case Resolution.Blocked(Optional<UserId> userId, var _) -> new Change("blocked", userId);
        };
    }
}
