package galaxy.app.cli;

import galaxy.client.Delivery;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command is given. */
final class Delivering {
    @Option(names = "--dry-run", description = "Says what would come of it, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An idempotency key: the same command under the same key is carried out once in 24 hours."
                    + " Default: a new one.")
    private Optional<String> key = Optional.empty();

    boolean isDryRun() {
        return dryRun;
    }

    Delivery delivery() {
        if (dryRun) {
            return Delivery.dryRun();
        }
        try {
            return key.map(Delivery::withKey).orElseGet(Delivery::once);
        } catch (IllegalArgumentException e) {
            throw new ExitException(ExitException.USAGE, "--key: " + e.getMessage());
        }
    }
}
