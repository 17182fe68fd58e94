package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.client.users.Delivery;
import galaxy.kernel.IdempotencyKey;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command is sent. */
final class DeliveryOptions {
    @Option(names = "--dry-run", description = "Shows what the command would do, and changes nothing.")
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
            return key.map(IdempotencyKey::of).map(Delivery::withKey).orElseGet(Delivery::once);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--key " + e.getMessage());
        }
    }
}
