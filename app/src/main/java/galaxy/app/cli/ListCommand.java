package galaxy.app.cli;

import com.google.protobuf.Message;
import galaxy.client.PageRequest;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.Outcome;
import galaxy.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A command of connections that walks over the pages of a list: a table for people, or a line of JSON for each item. */
abstract class ListCommand<T extends Message> extends ConnectionsCommand {
    private static final int PAGE_SIZE = 50;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "How many at most. Default: 100.")
    private int limit = 100;

    abstract Outcome<Page<T, String>> page(ConnectionsClient client, PageRequest page);

    abstract Table table(List<T> items);

    @Override
    final int run(ConnectionsClient client) {
        List<T> items = items(client);
        if (isJson()) {
            items.forEach(this::printJson);
        } else {
            table(items).print(out());
        }
        return 0;
    }

    private List<T> items(ConnectionsClient client) {
        List<T> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<T, String> page = done(page(client, new PageRequest(PAGE_SIZE, token)));
            found.addAll(page.items());
            token = page.next();
        } while (token.isPresent() && found.size() < limit);
        return found.size() > limit ? found.subList(0, limit) : found;
    }
}
