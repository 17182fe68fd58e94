package galaxy.geoprofile.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * What a command led to, recorded under its idempotency key.
 *
 * @param fingerprint of the request
 * @param at when it was decided
 */
public record RecordedResponse(String fingerprint, Result result, Instant at) {
    /** How long it stays recorded. */
    public static final Duration RETENTION = Duration.ofHours(24);

    /** A result that is recorded. */
    public sealed interface Result {
        /** The version that the command was about: a repetition gives it as it is then. */
        record OfVersion(int number) implements Result {}

        record OfConflict(Conflict conflict) implements Result {}
    }

    /** Whether it is still recorded. */
    public boolean isRetainedAt(Instant now) {
        return now.isBefore(at.plus(RETENTION));
    }
}
