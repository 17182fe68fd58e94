package galaxy.app.cli;

import galaxy.client.UsersClient;
import picocli.CommandLine.Mixin;

/** A command that talks to the users service. */
abstract class RemoteCommand extends ServiceCommand {
    @Mixin
    private Connection connection = new Connection();

    @Override
    final int run() {
        try (UsersClient client = connection.open()) {
            return run(client);
        }
    }

    /** Does it, and gives the exit code. */
    abstract int run(UsersClient client);
}
