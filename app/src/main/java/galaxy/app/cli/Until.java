package galaxy.app.cli;

import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When something ends: at a time, or after a span. */
final class Until {
    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends, like 2026-03-01 or 2026-03-01T12:00:00Z.")
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--for", paramLabel = "SPAN", description = "How long it lasts, like 12h, 30d, 2w, 6mo or 1y.")
    private Optional<TemporalAmount> span = Optional.empty();

    /** @param start what the span is counted from */
    Optional<Instant> end(Instant start) {
        if (until.isPresent() && span.isPresent()) {
            throw new ExitException(ExitException.USAGE, "--until and --for both say when it ends; give one of them");
        }
        return until.or(() -> span.map(length -> Times.after(start, length)));
    }

    boolean isSaid() {
        return until.isPresent() || span.isPresent();
    }
}
