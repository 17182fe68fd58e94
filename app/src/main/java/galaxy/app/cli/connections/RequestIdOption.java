package galaxy.app.cli.connections;

import galaxy.app.cli.ExitException;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** The idempotency key of a change, which the contract of connections calls request id. */
final class RequestIdOption {
    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "An idempotency key: the same change under the same id is made once. Default: a new one.")
    private Optional<String> requestId = Optional.empty();

    IdempotencyKey key() {
        return switch (IdempotencyKey.parse(
                requestId.orElseGet(() -> UUID.randomUUID().toString()))) {
            case Parsed.Valid<IdempotencyKey>(IdempotencyKey key) -> key;
            case Parsed.Invalid<IdempotencyKey>(String rule) -> throw ExitException.usage("--request-id " + rule);
        };
    }
}
