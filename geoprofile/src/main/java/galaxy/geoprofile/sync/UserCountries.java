package galaxy.geoprofile.sync;

import galaxy.geoprofile.version.Failure;
import galaxy.kernel.Cause;
import galaxy.kernel.UserId;

/** The users service, as far as it is needed here. */
public interface UserCountries {
    /**
     * Whether there is such a user.
     *
     * @throws galaxy.kernel.UnavailableException when users do not respond
     */
    boolean exists(UserId userId, Cause cause);

    /** Sends a country; for a task that was sent before the response is the same as then, for 24 hours. Takes at most 2 s. */
    Response sync(SyncTask task);

    /** What users say to a country. */
    sealed interface Response {
        /** They have it. */
        record Acknowledged() implements Response {}

        /** They will never take it. */
        record Refused(Failure failure) implements Response {}

        /** They may have it or not, or may take it later. */
        record Unknown() implements Response {}
    }
}
