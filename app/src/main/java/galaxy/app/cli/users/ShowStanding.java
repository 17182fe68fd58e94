package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.client.users.Standing;
import galaxy.client.users.StandingJson;
import galaxy.client.users.UsersClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code galaxy users standing}. */
@Command(
        name = "standing",
        description = {
            "Shows what a user is shown of the own account: plan, block, sanctions in force and past, markers, limits.",
            "With --json one document."
        })
final class ShowStanding extends UsersServiceCommand {
    @Parameters(paramLabel = "USER", description = UserArgument.RULE)
    private UserArgument user = new UserArgument.ByName("");

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        Standing standing = client.standing(user.userId(client)).orElseThrow(UserArgument::unknown);
        if (json.isOn()) {
            out().println(StandingJson.standing(standing));
        } else {
            new StandingTables(out(), standing).print();
        }
        return 0;
    }
}
