package galaxy.app.cli.users;

import galaxy.app.cli.KeyOption;
import galaxy.client.users.Delivery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command is sent. */
final class DeliveryOptions {
    @Option(names = "--dry-run", description = "Shows what the command would do, and changes nothing.")
    private boolean dryRun;

    @Mixin
    private KeyOption key = new KeyOption();

    boolean isDryRun() {
        return dryRun;
    }

    Delivery delivery() {
        return dryRun ? Delivery.dryRun() : Delivery.withKey(key.key());
    }
}
