package galaxy.geoprofile.sync;

import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.ProfileStore.Snapshot;
import galaxy.geoprofile.profile.ProfileStore.Write;
import galaxy.geoprofile.sync.UserCountries.Response;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Sends users what they have yet to be sent, one task of a user at a time: each task is repeated under one idempotency key until
 * users acknowledge or refuse it, and only then the next one begins.
 */
public final class Synchronisation {
    private static final String WHAT = "the declared country of a user";

    private final ProfileStore store;
    private final UserCountries users;
    private final SyncSchedule schedule;
    private final SyncReport report;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public Synchronisation(
            ProfileStore store, UserCountries users, SyncSchedule schedule, SyncReport report, InstantSource clock) {
        this.store = store;
        this.users = users;
        this.schedule = schedule;
        this.report = report;
        this.clock = clock;
    }

    /** Makes an attempt of the task of a user, if one is due, and writes down what came of it; after a repetition also of the next. */
    public void advance(UserId userId) {
        Optional<SyncTask> task = due(userId);
        task.ifPresent(this::attempt);
        task.filter(ended -> ended.repetition().isPresent())
                .flatMap(ended -> due(userId))
                .ifPresent(this::attempt);
    }

    private Optional<SyncTask> due(UserId userId) {
        return SyncTask.due(userId, read(userId).profile(), now());
    }

    /** What the sweeper does for a user whom it finds: an attempt, or else the due time is written again where it belongs. */
    public void sweep(UserId userId) {
        Snapshot seen = read(userId);
        Instant now = now();
        Optional<SyncTask> task = SyncTask.due(userId, seen.profile(), now);
        if (task.isPresent()) {
            attempt(task.get());
        } else {
            // Another writer who is faster has written it as well.
            WriteResult unused = store.write(seen, new Write(seen.profile(), List.of(), now), Optional.empty());
            assert unused != null;
        }
    }

    private void attempt(SyncTask task) {
        long start = System.nanoTime();
        Response response = users.sync(task);
        report.sent(outcome(response), Duration.ofNanos(System.nanoTime() - start));
        Duration wait = schedule.waitAfter(task.attempt());
        boolean unused = turns.retry(task.userId(), WHAT, writes -> {
            Snapshot seen = read(task.userId());
            Optional<Write> write = SyncStep.of(seen.profile(), task, response, now(), wait);
            return write.isEmpty()
                    ? Optional.of(false)
                    : store.write(seen, write.get(), Optional.empty()).ifDone(true);
        });
        assert unused || !unused;
    }

    /**
     * Users say that the country of a user was changed.
     *
     * @param requestId of the request that changed it, as their event has it
     */
    public void changed(UserId userId, Optional<String> requestId) {
        Optional<Integer> number = requestId.flatMap(id -> SyncTask.numberIn(id, userId));
        boolean isOfNone = turns.retry(userId, WHAT, writes -> {
            Snapshot seen = read(userId);
            Profile profile = seen.profile();
            boolean isOfNoVersion =
                    number.filter(known -> known < profile.next()).isEmpty();
            if (isOfPresent(profile, number) || isNothingKnown(profile)) {
                return Optional.of(isOfNoVersion);
            }
            Instant now = now();
            Write write = new Write(profile.changedByOthers(now), List.of(), now);
            return store.write(seen, write, Optional.empty()).ifDone(isOfNoVersion);
        });
        if (isOfNone) {
            report.drift();
        }
    }

    private static boolean isOfPresent(Profile profile, Optional<Integer> number) {
        return number.filter(known -> profile.effective().stream().anyMatch(version -> version.number() == known)
                        || profile.syncing().stream().anyMatch(version -> version.number() == known))
                .isPresent();
    }

    private static boolean isNothingKnown(Profile profile) {
        return profile.effective().isEmpty() && profile.syncing().isEmpty();
    }

    private Snapshot read(UserId userId) {
        return store.read(userId, Optional.empty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String outcome(Response response) {
        return switch (response) {
            case Response.Acknowledged _ -> "acknowledged";
            case Response.Refused _ -> "refused";
            case Response.Unknown _ -> "unknown";
        };
    }
}
