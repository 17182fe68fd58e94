package galaxy.app.cli;

import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import galaxy.kernel.Source;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A finite paid plan ends later. */
@Command(
        name = "extend",
        description = "Lets a finite paid plan end later. A span (--for) is counted from its current end.")
final class Extend extends UserChange {
    @Mixin
    private Until until = new Until();

    @Option(
            names = "--source",
            paramLabel = "CODE",
            defaultValue = "admin",
            description = "Where the decision comes from, as a word. Default: admin.")
    private Source source = Source.of("admin");

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        if (!until.isSaid()) {
            throw new ExitException(ExitException.USAGE, "say when the plan is to end, with --until or --for");
        }
        Instant currentEnd = user().find(client).entitlement().endsAt().orElse(now);
        return new UserCommand.Extend(until.end(currentEnd).orElseThrow(), source, why());
    }
}
