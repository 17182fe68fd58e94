package galaxy.app.cli.connections;

import galaxy.app.cli.Table;
import galaxy.client.Outcome;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** A command that prints one result: as a table, or as one line of JSON. */
abstract class ShowCommand<T> extends ConnectionsServiceCommand {
    abstract Outcome<T, Refusal> call(ConnectionsClient client);

    abstract ObjectNode json(T result);

    abstract Table table(T result);

    @Override
    final void run(ConnectionsClient client) {
        T result = call(client).orElseThrow();
        if (isJson()) {
            out().println(json(result));
        } else {
            table(result).print(out());
        }
    }
}
