package galaxy.app.cli.users;

import galaxy.app.cli.EndOptions;
import galaxy.app.cli.ExitException;
import galaxy.client.users.UserCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy users extend}. */
@Command(
        name = "extend",
        description = "Moves the end of a paid plan to a later time. A duration (--for) begins at its current end.")
final class Extend extends UserChange {
    @Mixin
    private EndOptions end = new EndOptions();

    @Mixin
    private SourceOption source = new SourceOption();

    @Override
    UserCommand<?> command() {
        if (!end.isGiven()) {
            throw ExitException.usage("give the new end with --until or --for");
        }
        return new UserCommand.Extend(end.end(), source.source(), reason());
    }
}
