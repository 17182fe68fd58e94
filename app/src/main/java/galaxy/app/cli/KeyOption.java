package galaxy.app.cli;

import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** The idempotency key of a change. */
public final class KeyOption {
    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An idempotency key: the same command under the same key is carried out once in 24 hours."
                    + " Default: a new one.")
    private Optional<String> key = Optional.empty();

    public IdempotencyKey key() {
        return switch (IdempotencyKey.parseHeader(
                key.orElseGet(() -> UUID.randomUUID().toString()))) {
            case Parsed.Valid<IdempotencyKey>(IdempotencyKey valid) -> valid;
            case Parsed.Invalid<IdempotencyKey>(String rule) -> throw ExitException.usage("--key " + rule);
        };
    }
}
