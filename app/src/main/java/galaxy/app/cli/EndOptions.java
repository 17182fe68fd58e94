package galaxy.app.cli;

import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When something ends: at a time, or after a duration. */
public final class EndOptions {
    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends, like 2026-03-01 or 2026-03-01T12:00:00Z.")
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--for", paramLabel = "DURATION", description = "How long it lasts, like 12h, 30d, 2w, 6mo or 1y.")
    private Optional<TemporalAmount> duration = Optional.empty();

    /**
     * The end, if one is given.
     *
     * @param start when the duration begins
     */
    public Optional<Instant> end(Instant start) {
        if (until.isPresent() && duration.isPresent()) {
            throw ExitException.usage("--until and --for both set the end; give one of them");
        }
        return until.or(() -> duration.map(length -> TimeFormat.after(start, length)));
    }

    public boolean isGiven() {
        return until.isPresent() || duration.isPresent();
    }
}
