package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.PageOptions;
import galaxy.client.users.EmailBlock;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy users blocks}. */
@Command(
        name = "blocks",
        description = {
            "Lists the blocks of e-mail addresses in force, the newest first.",
            "With --json one line for each block. The command for the next page is printed on the error output."
        })
final class ListBlocks extends UsersServiceCommand {
    @Mixin
    private PageOptions pages = new PageOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        pages.each(request -> client.blocks(request).orElseThrow(), this::print)
                .ifPresent(token -> note("more blocks: " + again("--page-token", token)));
        return 0;
    }

    private void print(List<EmailBlock> items) {
        if (json.isOn()) {
            items.forEach(block -> out().println(UsersJson.block(block)));
        } else if (items.isEmpty()) {
            note("no e-mail address is blocked");
        } else {
            new UserTables(out(), InstantSource.system().instant()).blocks(items);
        }
        out().flush();
    }
}
