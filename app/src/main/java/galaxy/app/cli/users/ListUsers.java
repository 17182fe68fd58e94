package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.JsonOption;
import galaxy.client.PageRequest;
import galaxy.client.users.Account;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import galaxy.kernel.Page;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy users list}. */
@Command(
        name = "list",
        description = {
            "Lists the users that match all filters, the newest first.",
            "With --json one line for each user. The command for the next page is printed on the error output."
        })
final class ListUsers extends UsersServiceCommand {
    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--page-size",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many users, 1 to 200. Default: 50.")
    private int pageSize = 50;

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "The page after the one that printed the token; give the same filters.")
    private Optional<String> pageToken = Optional.empty();

    @Option(names = "--all", description = "Lists all pages.")
    private boolean all;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        ExitException.inRange("--page-size", pageSize, 1, 200);
        UserFilter filter = filters.filter();
        Page<Account, String> page =
                client.users(filter, new PageRequest(pageSize, pageToken)).orElseThrow();
        print(page);
        while (all && page.next().isPresent()) {
            page = client.users(filter, PageRequest.after(page.next().get(), pageSize))
                    .orElseThrow();
            print(page);
        }
        page.next().filter(_ -> !all).ifPresent(token -> note("more users: " + again("--page-token", token)));
        return 0;
    }

    private void print(Page<Account, String> page) {
        if (json.isOn()) {
            page.items().forEach(account -> out().println(UsersJson.account(account)));
        } else if (page.items().isEmpty()) {
            note("no users match");
        } else {
            new UserTables(out(), InstantSource.system().instant()).accounts(page.items());
        }
        out().flush();
    }
}
