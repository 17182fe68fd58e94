package galaxy.client.users;

import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import java.util.Optional;
import java.util.UUID;

/**
 * How a command is sent.
 *
 * @param key with it the client repeats a command that has no response, and the service carries it out once
 * @param isDryRun whether the service only returns what the command would do
 */
public record Delivery(Optional<IdempotencyKey> key, boolean isDryRun) {
    /** @throws IllegalArgumentException for a key that a header cannot contain */
    public Delivery {
        key.map(IdempotencyKey::value).map(IdempotencyKey::parseHeader).ifPresent(Parsed::orElseThrow);
    }

    /** Under a new key: for a command that is given once. */
    public static Delivery once() {
        return withKey(IdempotencyKey.of(UUID.randomUUID().toString()));
    }

    /** Under the caller's key: for a command that the caller may give again after a crash. */
    public static Delivery withKey(IdempotencyKey key) {
        return new Delivery(Optional.of(key), false);
    }

    /** Without a key: sent again only if it surely did not arrive. */
    public static Delivery withoutKey() {
        return new Delivery(Optional.empty(), false);
    }

    /** Changes nothing, and returns what would be returned. */
    public static Delivery dryRun() {
        return new Delivery(Optional.empty(), true);
    }
}
