package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.PageOptions;
import galaxy.client.users.Account;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UserSummary;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private PageOptions pages = new PageOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        UserFilter filter = filters.filter();
        Optional<String> rest = json.isOn()
                ? pages.each(request -> client.users(filter, request).orElseThrow(), this::printJson)
                : pages.each(request -> client.summaries(filter, request).orElseThrow(), this::printTable);
        rest.ifPresent(token -> note("more users: " + again("--page-token", token)));
        return 0;
    }

    private void printJson(List<Account> items) {
        items.forEach(account -> out().println(UsersJson.account(account)));
        out().flush();
    }

    private void printTable(List<UserSummary> items) {
        if (items.isEmpty()) {
            note("no users match");
        } else {
            new UserTables(out(), InstantSource.system().instant()).summaries(items);
        }
        out().flush();
    }
}
