package galaxy.app.cli.geo;

import galaxy.app.cli.PageOptions;
import galaxy.app.cli.Table;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.Refusal;
import galaxy.kernel.Page;
import java.util.List;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** A command that lists pages: as tables, or as one line of JSON for each item. */
abstract class GeoListCommand<T> extends GeoServiceCommand {
    @Mixin
    private PageOptions pages = new PageOptions();

    abstract Outcome<Page<T, String>, Refusal> page(GeoProfileClient client, PageRequest request);

    abstract ObjectNode json(T item);

    abstract Table table(List<T> items);

    /** What is said of an empty list. */
    abstract String none();

    @Override
    final void run(GeoProfileClient client) {
        pages.each(request -> page(client, request).orElseThrow(), this::print)
                .ifPresent(token -> note("more: " + again("--page-token", token)));
    }

    private void print(List<T> items) {
        if (isJson()) {
            items.forEach(item -> out().println(json(item)));
        } else if (items.isEmpty()) {
            note(none());
        } else {
            table(items).print(out());
        }
        out().flush();
    }
}
