package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ReasonOptions;
import galaxy.client.users.Delivery;
import galaxy.client.users.EntitlementState;
import galaxy.client.users.LimitState;
import galaxy.client.users.Reason;
import galaxy.client.users.SanctionState;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** A command that changes one user under an idempotency key, or shows what the change would do. */
abstract class UserChange extends UsersServiceCommand {
    @Parameters(index = "0", paramLabel = "USER", description = UserArgument.RULE)
    private UserArgument user = new UserArgument.ByName("");

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Mixin
    private DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    abstract UserCommand<?> command();

    final UserArgument user() {
        return user;
    }

    final Reason reason() {
        return reason.reason();
    }

    @Override
    final int run(UsersClient client) {
        Instant now = InstantSource.system().instant();
        UserCommand<?> command = command();
        UserTables tables = new UserTables(out(), now);
        Delivery how = delivery.delivery();
        UserId userId = user.userId(client);
        switch (command) {
            case UserCommand.OnEntitlement change -> {
                EntitlementState state = client.perform(userId, change, how).orElseThrow();
                print(UsersJson.state(state), () -> tables.entitlement(state.entitlement()));
            }
            case UserCommand.OnSanctions change -> {
                SanctionState state = client.perform(userId, change, how).orElseThrow();
                print(UsersJson.state(state), () -> tables.sanctions(state.sanctions()));
            }
            case UserCommand.OnLimits change -> {
                LimitState state = client.perform(userId, change, how).orElseThrow();
                print(UsersJson.state(state), () -> tables.limits(state.limits(), state.overrides()));
            }
        }
        return 0;
    }

    private void print(ObjectNode document, Runnable printTable) {
        if (json.isOn()) {
            out().println(document);
        } else {
            printTable.run();
        }
        if (delivery.isDryRun()) {
            note("dry run: nothing was changed");
        }
    }
}
