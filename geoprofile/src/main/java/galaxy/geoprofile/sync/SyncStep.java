package galaxy.geoprofile.sync;

import galaxy.contracts.MutationSource;
import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore.Write;
import galaxy.geoprofile.sync.UserCountries.Response;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Failure;
import galaxy.geoprofile.version.Operation;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the response of users to a task changes: a pure function of profile, response and time. */
final class SyncStep {
    private static final String NAME = "geoprofile";
    private static final Actor ACTOR = Actor.of("service", NAME);
    private static final Cause CAUSE =
            new Cause(MutationSource.GEO_SYNC.code(), Optional.of(NAME), Optional.empty(), Optional.empty());

    private SyncStep() {}

    /**
     * The write that a response leads to.
     *
     * @param wait until the next attempt, should there be one
     * @return empty when the task has ended meanwhile, or another attempt of it had no result either
     */
    static Optional<Write> of(Profile profile, SyncTask task, Response response, Instant now, Duration wait) {
        if (!task.isTaskOf(profile)) {
            return Optional.empty();
        }
        return switch (response) {
            case Response.Acknowledged _ -> Optional.of(acknowledged(profile, task, now));
            case Response.Refused(Failure failure) ->
                profile.syncing()
                        .map(version -> refused(profile, task, version.failed(now, failure), now))
                        // What users took once they take again when the cause is gone.
                        .or(() -> delayed(profile, task, now, wait));
            case Response.Unknown _ -> delayed(profile, task, now, wait);
        };
    }

    private static Optional<Write> delayed(Profile profile, SyncTask task, Instant now, Duration wait) {
        return task.attempt() <= profile.sending().attempts()
                ? Optional.empty()
                : Optional.of(new Write(profile.delayed(now.plus(wait)), List.of(), now));
    }

    private static Write acknowledged(Profile profile, SyncTask task, Instant now) {
        if (task.repetition().isPresent()) {
            return new Write(profile.repeated(now), List.of(), now);
        }
        Profile next = profile.acknowledged(now);
        List<Change> changes = new ArrayList<>();
        profile.effective()
                .map(former -> former.superseded(now))
                .ifPresent(former -> changes.add(change(former, Operation.SUPERSEDED)));
        next.effective().ifPresent(version -> changes.add(change(version, Operation.EFFECTIVE)));
        return new Write(next, changes, now);
    }

    private static Write refused(Profile profile, SyncTask task, CountryVersion failed, Instant now) {
        return task.repetition().isPresent()
                ? new Write(profile.repeated(now), List.of(), now)
                : new Write(profile.refused(now), List.of(change(failed, Operation.FAILED)), now);
    }

    private static Change change(CountryVersion version, Operation operation) {
        return new Change(version, operation, ACTOR, CAUSE);
    }
}
