package galaxy.geoprofile.profile;

import galaxy.geoprofile.profile.ProfileStore.Snapshot;
import galaxy.geoprofile.profile.ProfileStore.Write;
import galaxy.geoprofile.profile.RecordedResponse.Result;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.kernel.Optimistic;
import galaxy.kernel.Turns;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads profiles and carries out commands on them: read, decide, write, and start over when another writer was faster. The request
 * that approves a version also sends it to users, and returns what came of that.
 */
public final class Profiles {
    private static final String WHAT = "the declared country of a user";

    private final ProfileStore store;
    private final Consumer<UserId> send;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    /** @param send sends users what is due for a user; may throw when the store does not respond */
    public Profiles(ProfileStore store, Consumer<UserId> send, InstantSource clock) {
        this.store = store;
        this.send = send;
        this.clock = clock;
    }

    public Profile find(UserId userId) {
        return store.read(userId, Optional.empty()).profile();
    }

    /** Every version of a user, the highest number first. */
    public List<CountryVersion> versions(UserId userId) {
        // In this order, so that one that comes into a final state meanwhile is in both and not in none.
        List<CountryVersion> present = find(userId).versions().toList();
        List<CountryVersion> past = store.past(userId);
        return Stream.concat(
                        past.stream(),
                        present.stream()
                                .filter(version -> find(past, version.number()).isEmpty()))
                .sorted(Comparator.comparingInt(CountryVersion::number).reversed())
                .toList();
    }

    /** Decides a version. */
    public Outcome review(UserId userId, Review review, Request request) {
        return perform(
                userId,
                request,
                (profile, now) -> version(userId, profile, review.number())
                        .map(version -> review.decide(version, profile, request.cause(), now))
                        .orElseGet(Decision.UnknownVersion::new));
    }

    /** Carries out a command, as a function of profile and time. */
    Outcome perform(UserId userId, Request request, BiFunction<Profile, Instant, Decision> command) {
        Performed performed = turns.retry(userId, WHAT, writes -> attempt(userId, request, command, writes));
        return performed.isApproved() ? sent(userId, performed.outcome()) : performed.outcome();
    }

    /** @param isApproved whether this request has approved a version */
    @SuppressWarnings("MissingSummary")
    private record Performed(Outcome outcome, boolean isApproved) {
        private static Performed of(Outcome outcome) {
            return new Performed(outcome, false);
        }
    }

    private Optional<Performed> attempt(
            UserId userId, Request request, BiFunction<Profile, Instant, Decision> command, Optimistic writes) {
        Snapshot seen = store.read(userId, request.key());
        Instant now = now();
        Optional<RecordedResponse> known = seen.response().filter(response -> response.isRetainedAt(now));
        if (known.isPresent()) {
            Outcome repeated = repeated(seen, known.get(), request.key().orElseThrow());
            return store.confirm(seen).ifDone(Performed.of(repeated));
        }
        Decision decision = command.apply(seen.profile(), now);
        // With a key, an attempt that wrote has left its response. Without one, only a version that is as the command
        // wants it shows that it did.
        if (request.key().isEmpty() && !(decision instanceof Decision.Unchanged)) {
            writes.requireFirstWrite();
        }
        return written(seen, decision, request, now, writes);
    }

    private Optional<Performed> written(
            Snapshot seen, Decision decision, Request request, Instant now, Optimistic writes) {
        return switch (decision) {
            case Decision.Changed(Profile next, List<Change> changes, CountryVersion version) -> {
                Optional<RecordedResponse> response = response(request, new Result.OfVersion(version.number()), now);
                WriteResult written = writes.noted(store.write(seen, new Write(next, changes, now), response));
                boolean isApproved = next.syncing().filter(version::equals).isPresent();
                yield written.ifDone(new Performed(new Outcome.Done(version), isApproved));
            }
            case Decision.Unchanged(CountryVersion version) ->
                recorded(seen, response(request, new Result.OfVersion(version.number()), now))
                        .ifDone(Performed.of(new Outcome.Done(version)));
            case Decision.Refused(Conflict conflict) ->
                recorded(seen, response(request, new Result.OfConflict(conflict), now))
                        .ifDone(Performed.of(new Outcome.Refused(conflict)));
            case Decision.UserNotChecked _ -> Optional.of(Performed.of(new Outcome.UnknownUser()));
            case Decision.UnknownVersion _ -> Optional.of(Performed.of(new Outcome.UnknownVersion()));
        };
    }

    private WriteResult recorded(Snapshot seen, Optional<RecordedResponse> response) {
        return response.map(known -> store.record(seen, known)).orElseGet(() -> store.confirm(seen));
    }

    private static Optional<RecordedResponse> response(Request request, Result result, Instant now) {
        return request.key().map(key -> new RecordedResponse(key.fingerprint(), result, now));
    }

    private Outcome repeated(Snapshot seen, RecordedResponse known, RequestKey key) {
        if (!known.fingerprint().equals(key.fingerprint())) {
            return new Outcome.KeyReused();
        }
        return switch (known.result()) {
            case Result.OfConflict(Conflict conflict) -> new Outcome.Refused(conflict);
            case Result.OfVersion(int number) ->
                version(seen.userId(), seen.profile(), number)
                        .<Outcome>map(Outcome.Done::new)
                        .orElseGet(Outcome.UnknownVersion::new);
        };
    }

    /** Sends the version to users and gives the state that it has reached. The sweeper goes on where this ends. */
    private Outcome sent(UserId userId, Outcome approved) {
        if (!(approved instanceof Outcome.Done(CountryVersion version))) {
            return approved;
        }
        try {
            send.accept(userId);
            return version(userId, find(userId), version.number())
                    .<Outcome>map(Outcome.Done::new)
                    .orElse(approved);
        } catch (UnavailableException e) {
            return approved;
        }
    }

    private Optional<CountryVersion> version(UserId userId, Profile profile, int number) {
        return profile.find(number)
                .or(() -> number < profile.next() ? find(store.past(userId), number) : Optional.empty());
    }

    private static Optional<CountryVersion> find(List<CountryVersion> versions, int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
