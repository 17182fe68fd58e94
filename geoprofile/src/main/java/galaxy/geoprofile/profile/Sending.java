package galaxy.geoprofile.profile;

import java.time.Instant;
import java.util.Optional;

/**
 * What users have yet to be sent, besides the version that is syncing. A repetition that is due comes before that version: users
 * may have it already, and it must not overwrite what is sent later.
 *
 * @param repetitions how many times it was necessary to send a version once more
 * @param isRepetitionDue whether the last of them has not been acknowledged
 * @param isAnotherNeeded whether another change at users was seen while a version or a repetition was on its way
 * @param attempts how many attempts of the present task had no result
 * @param dueAt when the next attempt begins; absent when there is nothing to send
 */
public record Sending(
        int repetitions, boolean isRepetitionDue, boolean isAnotherNeeded, int attempts, Optional<Instant> dueAt) {
    public static final Sending NOTHING = new Sending(0, false, false, 0, Optional.empty());

    /** A version is approved. */
    Sending started(Instant now) {
        return new Sending(
                repetitions, isRepetitionDue, isAnotherNeeded, isRepetitionDue ? attempts : 0, Optional.of(now));
    }

    /** The version that was syncing is effective. */
    Sending acknowledged(Instant now) {
        return isAnotherNeeded ? repeating(now) : ended();
    }

    /**
     * The repetition has ended.
     *
     * @param isSyncing whether a version waits for that: it overwrites what made another repetition necessary
     */
    Sending repeated(boolean isSyncing, Instant now) {
        return isSyncing ? new Sending(repetitions, false, false, 0, Optional.of(now)) : acknowledged(now);
    }

    /** Nothing is left to send. */
    Sending ended() {
        return new Sending(repetitions, false, false, 0, Optional.empty());
    }

    /** An attempt had no result. */
    Sending after(Instant next) {
        return new Sending(repetitions, isRepetitionDue, isAnotherNeeded, attempts + 1, Optional.of(next));
    }

    /** The effective version has to be sent once more, now. */
    Sending repeating(Instant now) {
        return new Sending(repetitions + 1, true, false, 0, Optional.of(now));
    }

    /** Another change at users was seen: it is overwritten now, or when what is on its way has arrived. */
    Sending changed(boolean isSyncing, Instant now) {
        return isSyncing || isRepetitionDue
                ? new Sending(repetitions, isRepetitionDue, true, attempts, dueAt)
                : repeating(now);
    }
}
