package galaxy.client;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a command is delivered.
 *
 * @param idempotencyKey 1 to 128 printable ASCII characters; with it the client repeats a command whose answer was lost,
 *     and the service carries it out once
 * @param isDryRun whether the service only says what would come of it
 */
public record Delivery(Optional<String> idempotencyKey, boolean isDryRun) {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,128}");

    public Delivery {
        if (!idempotencyKey.map(key -> KEY.matcher(key).matches()).orElse(true)) {
            throw new IllegalArgumentException("an idempotency key has 1 to 128 printable ASCII characters");
        }
    }

    /** Under a key that is drawn here: right for a command that is given once. */
    public static Delivery once() {
        return withKey(UUID.randomUUID().toString());
    }

    /** Under the caller's key: right for a command that may be given again after a crash of the caller. */
    public static Delivery withKey(String key) {
        return new Delivery(Optional.of(key), false);
    }

    /** Without a key: sent once, and again only if it surely was not sent. */
    public static Delivery unrepeated() {
        return new Delivery(Optional.empty(), false);
    }

    /** Changes nothing, and tells what would be answered. */
    public static Delivery dryRun() {
        return new Delivery(Optional.empty(), true);
    }
}
