package galaxy.geoprofile.memory;

import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.ObservedProfile;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.RecordedResponse;
import galaxy.geoprofile.profile.RequestKey;
import galaxy.geoprofile.profile.ReviewKey;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Profiles as the store keeps them, in memory. */
public final class MemoryProfiles implements ProfileStore {
    private final MemoryObservations observations = new MemoryObservations();
    private final Map<UserId, Stored> profiles = new HashMap<>();
    private final Map<UserId, List<CountryVersion>> past = new HashMap<>();
    private final Map<String, RecordedResponse> responses = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private Optional<Runnable> beforeWrite = Optional.empty();

    private record Stored(Profile profile, long version) {}

    private record Seen(UserId userId, Stored stored, Optional<RequestKey> key, Optional<RecordedResponse> response)
            implements Snapshot {
        @Override
        public Profile profile() {
            return stored.profile();
        }

        private String responseKey() {
            return key.map(known -> userId + " " + known.caller() + " " + known.key())
                    .orElse("");
        }
    }

    /** Where the same users were seen. */
    public MemoryObservations observations() {
        return observations;
    }

    /** What another writer does meanwhile. */
    public void beforeNextWrite(Runnable other) {
        beforeWrite = Optional.of(other);
    }

    /** Every change for which there is an event, in their order. */
    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The users for whom something is due. */
    public synchronized List<UserId> due(Instant now) {
        return profiles.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .profile()
                        .sending()
                        .dueAt()
                        .filter(at -> !now.isBefore(at))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized Snapshot read(UserId userId, Optional<RequestKey> key) {
        Stored stored = profiles.getOrDefault(userId, new Stored(Profile.NONE, 0));
        Seen seen = new Seen(userId, stored, key, Optional.empty());
        return new Seen(userId, stored, key, Optional.ofNullable(responses.get(seen.responseKey())));
    }

    @Override
    public ObservedProfile readObserved(UserId userId) {
        return new ObservedProfile(
                read(userId, Optional.empty()).profile(),
                observations.read(userId).observations());
    }

    @Override
    public WriteResult write(Snapshot snapshot, Write write, Optional<RecordedResponse> response) {
        runOther();
        return commit((Seen) snapshot, write, response);
    }

    private synchronized WriteResult commit(Seen seen, Write write, Optional<RecordedResponse> response) {
        if (!isAsSeen(seen)) {
            return WriteResult.CONFLICT;
        }
        profiles.put(seen.userId(), new Stored(write.next(), seen.stored().version() + 1));
        changes.addAll(write.changes());
        write.changes().stream()
                .map(Change::version)
                .filter(version -> version.state().isFinal())
                .forEach(version -> past.computeIfAbsent(seen.userId(), unknown -> new ArrayList<>())
                        .add(version));
        response.ifPresent(known -> responses.put(seen.responseKey(), known));
        return WriteResult.DONE;
    }

    @Override
    public WriteResult record(Snapshot snapshot, RecordedResponse response) {
        runOther();
        synchronized (this) {
            Seen seen = (Seen) snapshot;
            if (!isAsSeen(seen)) {
                return WriteResult.CONFLICT;
            }
            responses.put(seen.responseKey(), response);
            return WriteResult.DONE;
        }
    }

    @Override
    public WriteResult confirm(Snapshot snapshot) {
        return WriteResult.DONE;
    }

    private void runOther() {
        Optional<Runnable> other = beforeWrite;
        beforeWrite = Optional.empty();
        other.ifPresent(Runnable::run);
    }

    private boolean isAsSeen(Seen seen) {
        Snapshot now = read(seen.userId(), seen.key());
        return Objects.equals(((Seen) now).stored(), seen.stored())
                && now.response().equals(seen.response());
    }

    @Override
    public synchronized List<CountryVersion> past(UserId userId) {
        return List.copyOf(past.getOrDefault(userId, List.of()));
    }

    @Override
    public synchronized Page<Waiting, ReviewKey> reviews(VersionState state, Optional<ReviewKey> after, int size) {
        List<Waiting> found = profiles.entrySet().stream()
                .flatMap(entry -> entry.getValue()
                        .profile()
                        .versions()
                        .filter(version -> version.state().equals(state))
                        .map(version -> new Waiting(entry.getKey(), version)))
                .filter(each -> after.stream().allMatch(last -> key(each).text().compareTo(last.text()) > 0))
                .sorted(Comparator.comparing(each -> key(each).text()))
                .toList();
        return Page.of(found, size, MemoryProfiles::key);
    }

    private static ReviewKey key(Waiting waiting) {
        return ReviewKey.of(waiting.userId(), waiting.version());
    }
}
