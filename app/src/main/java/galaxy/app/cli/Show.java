package galaxy.app.cli;

import galaxy.client.Account;
import galaxy.client.Eligibility;
import galaxy.client.UsersClient;
import galaxy.client.UsersJson;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One user, and what that user may do. */
@Command(
        name = "show",
        description = {
            "Shows a user: account, plan, sanctions, limits, what the user may do, and why not the rest.",
            "With --json a document with two fields, account and eligibility."
        })
final class Show extends RemoteCommand {
    @Parameters(paramLabel = "USER", description = Target.RULE)
    private Target user = new Target.ByName("");

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
        Print print = new Print(out(), InstantSource.system().instant());
        print.account(account);
        out().println();
        print.sanctions(account.sanctions());
        out().println();
        print.limits(account.limits(), account.overrides());
        if (eligibility instanceof Eligibility.Known known) {
            out().println();
            print.markers(known);
        }
        return 0;
    }
}
