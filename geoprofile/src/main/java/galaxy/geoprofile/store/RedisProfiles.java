package galaxy.geoprofile.store;

import galaxy.chassis.json.JsonFields;
import galaxy.contracts.EventType;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.ObservedProfile;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.RecordedResponse;
import galaxy.geoprofile.profile.RequestKey;
import galaxy.geoprofile.profile.ReviewKey;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.EventFactory;
import galaxy.store.ServiceStore;
import galaxy.store.Version;
import galaxy.store.Versioned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Profiles in the bucket store: record, history, reviews, due time and events of a user change in one commit. */
final class RedisProfiles implements ProfileStore {
    private final BucketStore store;
    private final EventFactory events;
    private final GeoKeys keys;
    private final ReviewIndex reviews;
    private final Consumer<Operation> changed;

    RedisProfiles(ServiceStore store, ReviewIndex reviews, Consumer<Operation> changed) {
        this.store = store.records();
        this.events = store.events();
        this.keys = new GeoKeys(store.secret());
        this.reviews = reviews;
        this.changed = changed;
    }

    /** @param key with which it was read */
    private record Seen(
            UserId userId,
            Optional<Versioned<Profile>> record,
            Optional<RequestKey> key,
            Optional<Versioned<RecordedResponse>> recorded)
            implements Snapshot {
        @Override
        public Profile profile() {
            return record.map(Versioned::value).orElse(Profile.NONE);
        }

        @Override
        public Optional<RecordedResponse> response() {
            return recorded.map(Versioned::value);
        }

        private Optional<Version> version() {
            return record.map(Versioned::version);
        }
    }

    @Override
    public Snapshot read(UserId userId, Optional<RequestKey> key) {
        String profile = GeoKeys.profile(userId);
        if (key.isEmpty()) {
            return new Seen(userId, store.read(profile, GeoFormats.PROFILE), key, Optional.empty());
        }
        String response = keys.response(userId, key.get());
        List<Optional<byte[]>> stored = store.readTogether(profile, response);
        return new Seen(
                userId,
                BucketStore.versioned(profile, stored.get(0), GeoFormats.PROFILE),
                key,
                BucketStore.versioned(response, stored.get(1), GeoFormats.RESPONSE));
    }

    @Override
    public ObservedProfile readObserved(UserId userId) {
        String profile = GeoKeys.profile(userId);
        String observations = GeoKeys.observations(userId);
        List<Optional<byte[]>> stored = store.readTogether(profile, observations);
        return new ObservedProfile(
                BucketStore.versioned(profile, stored.get(0), GeoFormats.PROFILE)
                        .map(Versioned::value)
                        .orElse(Profile.NONE),
                BucketStore.versioned(observations, stored.get(1), GeoFormats.OBSERVATIONS)
                        .map(Versioned::value)
                        .orElse(Observations.NONE));
    }

    @Override
    public WriteResult write(Snapshot snapshot, Write write, Optional<RecordedResponse> response) {
        Seen seen = (Seen) snapshot;
        UserId userId = seen.userId();
        Commit commit = store.commit(GeoKeys.bucket(userId))
                .putOver(GeoKeys.profile(userId), seen.record(), GeoFormats.PROFILE, write.next())
                .due(userId.value(), write.next().sending().dueAt());
        reviews.change(commit, userId, seen.profile(), write.next());
        write.changes().stream()
                .map(Change::version)
                .filter(version -> version.state().isFinal())
                .forEach(version -> commit.append(
                        GeoKeys.versions(userId), GeoFormats.VERSION, version, seen.record(), version.number()));
        response.ifPresent(known -> record(commit, seen, known));
        long sequence = seen.version().map(Version::number).orElse(0L) + 1;
        List<EventFactory.Changed> changes =
                write.changes().stream().map(change -> event(userId, change)).toList();
        events.events(changes, write.at(), sequence).forEach(commit::emit);
        WriteResult written = store.send(commit);
        if (written == WriteResult.DONE) {
            write.changes().forEach(change -> changed.accept(change.operation()));
        }
        return written;
    }

    @Override
    public WriteResult record(Snapshot snapshot, RecordedResponse response) {
        Seen seen = (Seen) snapshot;
        Commit commit = unchanged(seen);
        record(commit, seen, response);
        return store.send(commit);
    }

    @Override
    public WriteResult confirm(Snapshot snapshot) {
        Seen seen = (Seen) snapshot;
        Commit checks = unchanged(seen);
        seen.key()
                .ifPresent(key -> checks.check(
                        keys.response(seen.userId(), key), seen.recorded().map(Versioned::version)));
        return store.confirm(checks);
    }

    private Commit unchanged(Seen seen) {
        return store.commit(GeoKeys.bucket(seen.userId())).check(GeoKeys.profile(seen.userId()), seen.version());
    }

    private void record(Commit commit, Seen seen, RecordedResponse response) {
        commit.leaseOver(
                keys.response(seen.userId(), seen.key().orElseThrow()),
                seen.recorded(),
                GeoFormats.RESPONSE,
                response,
                RecordedResponse.RETENTION);
    }

    @Override
    public List<CountryVersion> past(UserId userId) {
        return store.history(GeoKeys.versions(userId), GeoFormats.VERSION);
    }

    @Override
    public Page<Waiting, ReviewKey> reviews(VersionState state, Optional<ReviewKey> after, int size) {
        Page<ReviewKey, ReviewKey> keysOfPage = reviews.page(state, after, size);
        List<String> profiles = keysOfPage.items().stream()
                .map(key -> GeoKeys.profile(key.userId()))
                .distinct()
                .toList();
        Map<String, Profile> found = new HashMap<>();
        store.readAll(profiles, GeoFormats.PROFILE).forEach(record -> found.put(record.key(), record.value()));
        List<Waiting> waiting = keysOfPage.items().stream()
                .flatMap(key ->
                        found.getOrDefault(GeoKeys.profile(key.userId()), Profile.NONE).find(key.number()).stream()
                                .filter(version -> version.state().equals(state))
                                .map(version -> new Waiting(key.userId(), version)))
                .toList();
        return new Page<>(waiting, keysOfPage.next());
    }

    private static EventFactory.Changed event(UserId userId, Change change) {
        return new EventFactory.Changed(
                EventType.GEO_COUNTRY_VERSION_CHANGED.code(),
                change.operation().code(),
                userId.value(),
                Optional.of(change.actor()),
                change.cause(),
                fields -> fields.object("country_version", inner -> version(inner, change.version())));
    }

    private static void version(JsonFields fields, CountryVersion version) {
        fields.number("number", version.number())
                .string("country", version.country().value())
                .string("source", version.source().code())
                .string("state", version.state().code())
                .string("reason_code", version.proposal().reason().value())
                .time("proposed_at", version.proposal().at())
                .time("decided_at", version.decision().map(CountryVersion.Step::at))
                .time("effective_at", version.effectiveAt())
                .time("ended_at", version.endedAt());
    }
}
