package galaxy.app.cli;

import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import galaxy.kernel.Source;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a paid plan to free. */
@Command(name = "revoke", description = "Ends a paid plan now; the user is free.")
final class Revoke extends UserChange {
    @Option(
            names = "--source",
            paramLabel = "CODE",
            defaultValue = "admin",
            description = "Where the decision comes from, as a word. Default: admin.")
    private Source source = Source.of("admin");

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        return new UserCommand.Revoke(source, why());
    }
}
