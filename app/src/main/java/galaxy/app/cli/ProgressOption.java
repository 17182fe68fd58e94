package galaxy.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether progress is shown. */
public final class ProgressOption {
    @Option(
            names = "--progress",
            negatable = true,
            description = "Shows a progress bar, or none. Default: on a terminal.")
    private Optional<Boolean> progress = Optional.empty();

    public boolean isOn() {
        return progress.orElseGet(Progress::isTerminal);
    }
}
