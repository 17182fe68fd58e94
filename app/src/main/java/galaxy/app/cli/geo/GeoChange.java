package galaxy.app.cli.geo;

import galaxy.app.cli.KeyOption;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that changes one version of a user under an idempotency key, and shows the version. */
abstract class GeoChange extends GeoServiceCommand {
    @Parameters(index = "0", paramLabel = "USER", description = USER_RULE)
    private UserId user = UserId.of("");

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Mixin
    private KeyOption key = new KeyOption();

    /** One request. */
    record Change(GeoProfileClient client, UserId user, Reason reason, Optional<IdempotencyKey> key) {}

    abstract Outcome<CountryVersion, Refusal> perform(Change change);

    @Override
    final void run(GeoProfileClient client) {
        CountryVersion version = perform(new Change(client, user, reason.reason(), Optional.of(key.key())))
                .orElseThrow();
        if (isJson()) {
            out().println(GeoProfileJson.decided(user, version));
        } else {
            GeoTables.version(version).print(out());
        }
    }
}
