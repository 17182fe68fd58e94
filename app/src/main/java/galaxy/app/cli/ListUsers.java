package galaxy.app.cli;

import galaxy.client.Account;
import galaxy.client.PageRequest;
import galaxy.client.UserFilter;
import galaxy.client.UsersClient;
import galaxy.client.UsersJson;
import galaxy.kernel.Page;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Users that fit, the newest first. */
@Command(
        name = "list",
        description = {
            "Lists users, the newest first; all filters that are given must fit.",
            "With --json one line for each user. Where the list goes on is told on the error output."
        })
final class ListUsers extends RemoteCommand {
    @Mixin
    private Filters filters = new Filters();

    @Option(
            names = "--page-size",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many users, 1 to 200. Default: 50.")
    private int pageSize = 50;

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "Goes on where the page before ended; give the same filters.")
    private Optional<String> pageToken = Optional.empty();

    @Option(names = "--all", description = "All pages, one after the other.")
    private boolean all;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        UserFilter filter = filters.filter();
        Page<Account, String> page = client.users(filter, new PageRequest(pageSize, pageToken));
        print(page);
        while (all && page.next().isPresent() && !out().checkError()) {
            page = client.users(filter, PageRequest.after(page.next().get(), pageSize));
            print(page);
        }
        page.next().filter(_ -> !all).ifPresent(token -> say("more users: repeat with --page-token " + token));
        return 0;
    }

    private void print(Page<Account, String> page) {
        if (json.isOn()) {
            page.items().forEach(account -> out().println(UsersJson.account(account)));
        } else if (page.items().isEmpty()) {
            say("no users fit");
        } else {
            new Print(out(), InstantSource.system().instant()).accounts(page.items());
        }
    }
}
