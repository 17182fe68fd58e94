package galaxy.app.cli.connections;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Table;
import galaxy.client.connections.ConnectionsClient;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** A command that prints a list: as a table, or as one line of JSON for each item. */
abstract class ListCommand<T> extends ConnectionsServiceCommand {
    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "How many at most, 1 to 1000000. Default: 100.")
    private int limit = 100;

    private static final int MOST = 1_000_000;

    /** After so many lines a reader that went away is noticed: a page. */
    private static final int FLUSHED = 50;

    abstract Stream<T> items(ConnectionsClient client);

    abstract ObjectNode json(T item);

    abstract Table table(List<T> items);

    @Override
    final void run(ConnectionsClient client) {
        Stream<T> items = items(client).limit(ExitException.inRange("--limit", limit, 1, MOST));
        if (!isJson()) {
            table(items.toList()).print(out());
            return;
        }
        int printed = 0;
        for (Iterator<T> each = items.iterator(); each.hasNext(); ) {
            out().println(json(each.next()));
            if (++printed % FLUSHED == 0) {
                out().flush();
            }
        }
    }
}
