package galaxy.app.cli;

import galaxy.client.Why;
import galaxy.kernel.Actor;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Why, and who says so. */
final class ReasonOptions {
    private static final String ADMIN = "admin";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "CODE",
            description = "Why, as a word of lower-case letters, digits and underscores; kept in the history.")
    private String reason = "";

    @Option(
            names = "--actor",
            paramLabel = "TYPE[:ID]",
            description = "Who does it; kept in the history. Default: admin and the name of the system's user.")
    private Optional<String> actor = Optional.empty();

    Why why() {
        return new Why(valid("--reason", ReasonCode.parse(reason)), by());
    }

    private Actor by() {
        String said = actor.orElseGet(() -> {
            String user = System.getProperty("user.name", "");
            return Actor.parseId(user) instanceof Parsed.Valid<String> ? ADMIN + ":" + user : ADMIN;
        });
        int colon = said.indexOf(':');
        if (colon < 0) {
            return new Actor(valid("--actor", Actor.parseType(said)), Optional.empty());
        }
        return Actor.of(
                valid("--actor", Actor.parseType(said.substring(0, colon))),
                valid("--actor", Actor.parseId(said.substring(colon + 1))));
    }

    static <T> T valid(String option, Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Valid<T>(T value) -> value;
            case Parsed.Invalid<T>(String wrong) -> throw new ExitException(ExitException.USAGE, option + " " + wrong);
        };
    }
}
