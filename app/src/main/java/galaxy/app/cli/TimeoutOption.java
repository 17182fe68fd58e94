package galaxy.app.cli;

import galaxy.client.Timeouts;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long a call may take. */
public final class TimeoutOption {
    private static final int DEFAULT_SECONDS = 15;
    private static final int MAX_SECONDS = 86_400;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to retry while the service does not respond. Default: 15.")
    private Optional<Integer> timeout = Optional.empty();

    @Option(names = "--patience", hidden = true, paramLabel = "SECONDS", description = "The former name of --timeout.")
    private Optional<Integer> formerTimeout = Optional.empty();

    /** The timeouts of a call. */
    public Timeouts timeouts() {
        int seconds = timeout.or(() -> formerTimeout).orElse(DEFAULT_SECONDS);
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw ExitException.usage("--timeout must be 1 to " + MAX_SECONDS + " seconds, not " + seconds);
        }
        return Timeouts.DEFAULT.withCall(Duration.ofSeconds(seconds));
    }
}
