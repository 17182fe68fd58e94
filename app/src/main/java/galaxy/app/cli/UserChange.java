package galaxy.app.cli;

import galaxy.client.ClientException;
import galaxy.client.EntitlementState;
import galaxy.client.LimitState;
import galaxy.client.Outcome;
import galaxy.client.SanctionState;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import galaxy.client.UsersJson;
import galaxy.client.Why;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** A command that changes one user, under an idempotency key, or says what would come of it. */
abstract class UserChange extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "USER", description = Target.RULE)
    private Target user = new Target.ByName("");

    @Mixin
    private ReasonOptions because = new ReasonOptions();

    @Mixin
    private Delivering delivering = new Delivering();

    @Mixin
    private JsonOption json = new JsonOption();

    /** @param now what spans are counted from */
    abstract UserCommand<?> command(UsersClient client, Instant now);

    final Target user() {
        return user;
    }

    final Why why() {
        return because.why();
    }

    @Override
    final int run(UsersClient client) {
        Instant now = InstantSource.system().instant();
        UserCommand<?> command = command(client, now);
        Print print = new Print(out(), now);
        var userId = user.userId(client);
        var delivery = delivering.delivery();
        switch (command) {
            case UserCommand.OnEntitlement change -> {
                EntitlementState state = done(client.perform(userId, change, delivery));
                tell(UsersJson.state(state), () -> print.entitlement(state.entitlement()));
            }
            case UserCommand.OnSanctions change -> {
                SanctionState state = done(client.perform(userId, change, delivery));
                tell(UsersJson.state(state), () -> print.sanctions(state.sanctions()));
            }
            case UserCommand.OnLimits change -> {
                LimitState state = done(client.perform(userId, change, delivery));
                tell(UsersJson.state(state), () -> print.limits(state.limits(), state.overrides()));
            }
        }
        return 0;
    }

    /** @throws ClientException with the refusal, if it is one */
    private static <T> T done(Outcome<T> outcome) {
        return outcome.orElseThrow();
    }

    private void tell(ObjectNode answer, Runnable forPeople) {
        if (json.isOn()) {
            out().println(answer);
        } else {
            forPeople.run();
        }
        if (delivering.isDryRun()) {
            say("dry run: nothing was changed");
        }
    }
}
