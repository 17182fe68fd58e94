package galaxy.app.cli.geo;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Table;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.Refusal;
import galaxy.kernel.Page;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** A command that lists pages: as tables, or as one line of JSON for each item. */
abstract class GeoListCommand<T> extends GeoServiceCommand {
    @Option(
            names = "--page-size",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many, 1 to 200. Default: 50.")
    private int pageSize = 50;

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "The page after the one that printed the token; give the same other options.")
    private Optional<String> pageToken = Optional.empty();

    @Option(names = "--all", description = "Lists all pages.")
    private boolean all;

    abstract Outcome<Page<T, String>, Refusal> page(GeoProfileClient client, PageRequest request);

    abstract ObjectNode json(T item);

    abstract Table table(List<T> items);

    /** What is said of an empty list. */
    abstract String none();

    @Override
    final void run(GeoProfileClient client) {
        ExitException.inRange("--page-size", pageSize, 1, 200);
        Page<T, String> page =
                page(client, new PageRequest(pageSize, pageToken)).orElseThrow();
        print(page);
        while (all && page.next().isPresent()) {
            page = page(client, PageRequest.after(page.next().get(), pageSize)).orElseThrow();
            print(page);
        }
        page.next().filter(_ -> !all).ifPresent(token -> note("more: " + again("--page-token", token)));
    }

    private void print(Page<T, String> page) {
        if (isJson()) {
            page.items().forEach(item -> out().println(json(item)));
        } else if (page.items().isEmpty()) {
            note(none());
        } else {
            table(page.items()).print(out());
        }
        out().flush();
    }
}
