package galaxy.app.cli;

import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The reason for a change, and its actor. */
public final class ReasonOptions {
    private static final String ADMIN = "admin";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "CODE",
            description = "The reason, as a word of lower-case letters, digits and underscores; stored in the history.")
    private ReasonCode reason = ReasonCode.of("unknown");

    @Option(
            names = "--actor",
            paramLabel = "TYPE[:ID]",
            description = "The actor; stored in the history. Default: admin and the name of the system's user.")
    private Optional<String> actor = Optional.empty();

    public Reason reason() {
        return new Reason(reason, actor.map(ReasonOptions::parse).orElseGet(ReasonOptions::systemUser));
    }

    private static Actor systemUser() {
        String user = System.getProperty("user.name", "");
        return new Actor(
                ADMIN, Actor.parseId(user) instanceof Parsed.Valid<String> ? Optional.of(user) : Optional.empty());
    }

    private static Actor parse(String text) {
        String[] parts = text.split(":", 2);
        return new Actor(
                valid(Actor.parseType(parts[0])),
                parts.length < 2 ? Optional.empty() : Optional.of(valid(Actor.parseId(parts[1]))));
    }

    private static String valid(Parsed<String> parsed) {
        return switch (parsed) {
            case Parsed.Valid<String>(String value) -> value;
            case Parsed.Invalid<String>(String rule) -> throw ExitException.usage("--actor " + rule);
        };
    }
}
