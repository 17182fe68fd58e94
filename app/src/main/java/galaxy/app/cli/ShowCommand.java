package galaxy.app.cli;

import com.google.protobuf.Message;
import galaxy.client.connections.ConnectionsClient;

/** A command of connections that ends with one thing: a table for people, or one line of JSON. */
abstract class ShowCommand<T extends Message> extends ConnectionsCommand {
    abstract T ask(ConnectionsClient client);

    abstract Table table(T answer);

    @Override
    final int run(ConnectionsClient client) {
        T answer = ask(client);
        if (isJson()) {
            printJson(answer);
        } else {
            table(answer).print(out());
        }
        return 0;
    }
}
