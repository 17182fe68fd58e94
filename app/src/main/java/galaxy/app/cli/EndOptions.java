package galaxy.app.cli;

import galaxy.kernel.End;
import galaxy.kernel.Span;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When something ends: at a time, or after a duration. */
public final class EndOptions {
    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends, like 2026-03-01 or 2026-03-01T12:00:00Z.")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description =
                    "How long it lasts, like 90min, 12h, 30d, 2w, 6mo or 1y; counted by the clock of the service.")
    private Optional<Span> duration = Optional.empty();

    /** The end, or never if none is given. */
    public End end() {
        if (until.isPresent() && duration.isPresent()) {
            throw ExitException.usage("--until and --for both set the end; give one of them");
        }
        return duration.<End>map(End.After::new).orElseGet(() -> End.of(until));
    }

    public boolean isGiven() {
        return until.isPresent() || duration.isPresent();
    }
}
