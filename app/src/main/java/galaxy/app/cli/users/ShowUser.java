package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.client.users.Account;
import galaxy.client.users.Eligibility;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy users show}. */
@Command(
        name = "show",
        description = {
            "Shows a user: account, plan, sanctions, limits, and the markers with the causes of each that is false.",
            "With --json one document with the fields account and eligibility."
        })
final class ShowUser extends UsersServiceCommand {
    @Parameters(paramLabel = "USER", description = UserArgument.RULE)
    private UserArgument user = new UserArgument.ByName("");

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        Account account = user.find(client);
        Eligibility eligibility = client.explainEligibility(account.userId());
        if (json.isOn()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.set("account", UsersJson.account(account));
            node.set("eligibility", UsersJson.eligibility(eligibility));
            out().println(node);
            return 0;
        }
        UserTables tables = new UserTables(out(), InstantSource.system().instant());
        tables.account(account);
        out().println();
        tables.sanctions(account.sanctions());
        out().println();
        tables.limits(account.limits(), account.overrides());
        if (eligibility instanceof Eligibility.Known known) {
            out().println();
            tables.markers(known.markers(), known.denials());
        }
        return 0;
    }
}
