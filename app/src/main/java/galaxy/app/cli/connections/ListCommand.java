package galaxy.app.cli.connections;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Table;
import galaxy.client.connections.ConnectionsClient;
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

    abstract Stream<T> items(ConnectionsClient client);

    abstract ObjectNode json(T item);

    abstract Table table(List<T> items);

    @Override
    final void run(ConnectionsClient client) {
        List<T> items = items(client)
                .limit(ExitException.inRange("--limit", limit, 1, MOST))
                .toList();
        if (isJson()) {
            items.forEach(item -> out().println(json(item)));
        } else {
            table(items).print(out());
        }
    }
}
