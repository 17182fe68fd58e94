package galaxy.app.cli.geo;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.ReasonOptions;
import galaxy.client.Outcome;
import galaxy.client.geoprofile.CountryVersion;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.GeoProfileJson;
import galaxy.client.geoprofile.Refusal;
import galaxy.client.users.Reason;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UserId;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that changes one version of a user under an idempotency key, and shows the version. */
abstract class GeoChange extends GeoServiceCommand {
    @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
    private UserId user = UserId.of("");

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An idempotency key: the same command under the same key is carried out once in 24 hours."
                    + " Default: a new one.")
    private Optional<String> key = Optional.empty();

    /** One request. */
    record Change(GeoProfileClient client, UserId user, Reason reason, Optional<IdempotencyKey> key) {}

    abstract Outcome<CountryVersion, Refusal> perform(Change change);

    @Override
    final void run(GeoProfileClient client) {
        CountryVersion version = perform(new Change(client, user, reason.reason(), Optional.of(key())))
                .orElseThrow();
        if (isJson()) {
            out().println(GeoProfileJson.decided(user, version));
        } else {
            GeoTables.version(version).print(out());
        }
    }

    private IdempotencyKey key() {
        String text = key.orElseGet(() -> UUID.randomUUID().toString());
        try {
            return IdempotencyKey.parseHeader(text).orElseThrow();
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--key " + e.getMessage());
        }
    }
}
