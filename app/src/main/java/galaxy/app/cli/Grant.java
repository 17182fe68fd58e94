package galaxy.app.cli;

import galaxy.client.Plan;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From free to a paid plan. */
@Command(name = "grant", description = "Gives a paid plan to a user who is free.")
final class Grant extends UserChange {
    @Option(
            names = "--plan",
            required = true,
            paramLabel = "PLAN",
            description = "monthly, yearly or lifetime; the first two need an end, the last has none.")
    private Plan plan = Plan.FREE;

    @Mixin
    private Until until = new Until();

    @Option(names = "--from", paramLabel = "TIME", description = "When it begins; not in the future. Default: now.")
    private Optional<Instant> from = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "CODE",
            defaultValue = "admin",
            description = "Where the decision comes from, as a word. Default: admin.")
    private Source source = Source.of("admin");

    @Override
    UserCommand<?> command(UsersClient client, Instant now) {
        return new UserCommand.Grant(plan, from, until.end(from.orElse(now)), source, why());
    }
}
