package galaxy.geoprofile.sync;

import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.Sending;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What users have to be sent next for one user: once more the effective version, or the one that is syncing.
 *
 * @param number of the version
 * @param repetition which one, counted from 1; absent for the version that is syncing
 * @param attempt counted from 1
 */
public record SyncTask(UserId userId, int number, CountryCode country, Optional<Integer> repetition, int attempt) {
    private static final Pattern REQUEST_ID = Pattern.compile("geo\\.(usr_[0-9a-z]{26})\\.([0-9]{1,9})\\.r?[0-9]{1,9}");

    /** The task of a profile, whenever it is due. */
    public static Optional<SyncTask> of(UserId userId, Profile profile) {
        Sending sending = profile.sending();
        int attempt = sending.attempts() + 1;
        return profile.effective()
                .filter(version -> sending.isRepetitionDue())
                .map(version -> new SyncTask(
                        userId, version.number(), version.country(), Optional.of(sending.repetitions()), attempt))
                .or(() -> profile.syncing()
                        .map(version ->
                                new SyncTask(userId, version.number(), version.country(), Optional.empty(), attempt)));
    }

    /** The same if it is due by then. */
    static Optional<SyncTask> due(UserId userId, Profile profile, Instant now) {
        return of(userId, profile)
                .filter(task -> profile.sending().dueAt().stream().noneMatch(now::isBefore));
    }

    /** Whether another attempt of the same task is the task of a profile. */
    boolean isTaskOf(Profile profile) {
        return of(userId, profile)
                .filter(task -> task.number == number && task.repetition.equals(repetition))
                .isPresent();
    }

    /** By which users recognize each attempt as the same request. */
    public String idempotencyKey() {
        return "geo:" + userId + ":" + number
                + repetition.map(count -> ":r" + count).orElse("");
    }

    /** By which the event of the change at users is recognized. */
    public String requestId() {
        return "geo." + userId + "." + number + "."
                + repetition.map(count -> "r" + count).orElse(Integer.toString(attempt));
    }

    /** The number of the version that a request of this service has sent for a user. */
    static Optional<Integer> numberIn(String requestId, UserId userId) {
        Matcher parts = REQUEST_ID.matcher(requestId);
        return parts.matches() && parts.group(1).equals(userId.value())
                ? Optional.of(Integer.valueOf(parts.group(2)))
                : Optional.empty();
    }
}
