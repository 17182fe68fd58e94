package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores profiles. Each method is one atomic step and throws when the store does not respond; a write may then have happened or
 * not.
 */
public interface ProfileStore {
    /** A profile as it was read. A write names it and happens only if neither it nor the response has changed since. */
    interface Snapshot {
        UserId userId();

        Profile profile();

        /** Recorded under the key with which it was read; may be past its retention. */
        Optional<RecordedResponse> response();
    }

    /**
     * What a commit writes.
     *
     * @param changes those in a final state go to the history
     */
    record Write(Profile next, List<Change> changes, Instant at) {}

    Snapshot read(UserId userId, Optional<RequestKey> key);

    /** A profile together with the observations of the user. */
    ObservedProfile readObserved(UserId userId);

    /** Writes profile, history, reviews, events and due time, and the response under the key with which the profile was read. */
    WriteResult write(Snapshot seen, Write write, Optional<RecordedResponse> response);

    /** Records the response to a command that changed nothing, if the profile has not changed. */
    WriteResult record(Snapshot seen, RecordedResponse response);

    /** Makes sure that no fail-over loses what was read. */
    WriteResult confirm(Snapshot seen);

    /** Every version in a final state, in the order in which they came into it. */
    List<CountryVersion> past(UserId userId);

    /** A version that waits. */
    record Waiting(UserId userId, CountryVersion version) {}

    /**
     * Versions that wait, the earliest proposal first.
     *
     * @param state proposed or syncing
     * @param after from where a walk continues
     * @param size how many at most; fewer where some have come into another state meanwhile
     */
    Page<Waiting, ReviewKey> reviews(VersionState state, Optional<ReviewKey> after, int size);
}
