package galaxy.app.cli.users;

import galaxy.app.cli.EndOptions;
import galaxy.app.cli.ExitException;
import galaxy.client.users.Plan;
import galaxy.client.users.UserCommand;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy users grant}. */
@Command(name = "grant", description = "Grants a paid plan to a user with the free plan.")
final class Grant extends UserChange {
    @Option(
            names = "--plan",
            required = true,
            paramLabel = "PLAN",
            description = "monthly, yearly or lifetime; the first two need an end, the last has none.")
    private Plan plan = Plan.FREE;

    @Mixin
    private EndOptions end = new EndOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "When it begins; not in the future. Default: now.")
    private Optional<Instant> from = Optional.empty();

    @Mixin
    private SourceOption source = new SourceOption();

    @Override
    UserCommand<?> command() {
        if (plan.equals(Plan.PAID_LIFETIME) == end.isGiven()) {
            throw ExitException.usage(
                    end.isGiven()
                            ? "--plan lifetime has no end; leave out --until and --for"
                            : "--plan " + plan.value() + " needs an end; give --until or --for");
        }
        return new UserCommand.Grant(plan, from, end.end(), source.source(), reason());
    }
}
