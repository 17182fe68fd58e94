package galaxy.geoprofile.profile;

import java.time.Instant;
import java.util.Optional;

/**
 * What users have yet to be sent, besides the version that is syncing.
 *
 * @param repetitions how many times another change at users made it necessary to send a version once more
 * @param isRepetitionDue whether the last of them has not been acknowledged
 * @param attempts how many attempts of the present task had no result
 * @param dueAt when the next attempt begins; absent when there is nothing to send
 */
public record Sending(int repetitions, boolean isRepetitionDue, int attempts, Optional<Instant> dueAt) {
    public static final Sending NOTHING = new Sending(0, false, 0, Optional.empty());

    /** A version is approved. */
    Sending started(Instant now) {
        return new Sending(repetitions, isRepetitionDue, 0, Optional.of(now));
    }

    /** The version that was syncing is effective: a repetition that was waiting for it is due now. */
    Sending acknowledged(Instant now) {
        return isRepetitionDue ? new Sending(repetitions, true, 0, Optional.of(now)) : ended();
    }

    /** Nothing is left to send. */
    Sending ended() {
        return new Sending(repetitions, false, 0, Optional.empty());
    }

    /** An attempt had no result. */
    Sending after(Instant next) {
        return new Sending(repetitions, isRepetitionDue, attempts + 1, Optional.of(next));
    }

    /** The version has to be sent once more, at once unless one is syncing. */
    Sending repeated(boolean isSyncing, Instant now) {
        return isSyncing
                ? new Sending(repetitions + 1, true, attempts, dueAt)
                : new Sending(repetitions + 1, true, 0, Optional.of(now));
    }
}
