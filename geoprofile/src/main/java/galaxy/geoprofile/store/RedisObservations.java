package galaxy.geoprofile.store;

import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.observation.Observations;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.store.BucketStore;
import galaxy.store.ServiceStore;
import galaxy.store.Versioned;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Observations in the bucket store. */
final class RedisObservations implements ObservationStore {
    private static final Duration LIFE = Duration.ofDays(Observations.DAYS);

    private final BucketStore store;

    RedisObservations(ServiceStore store) {
        this.store = store.records();
    }

    private record Seen(UserId userId, Optional<Versioned<Observations>> record) implements Snapshot {
        @Override
        public Observations observations() {
            return record.map(Versioned::value).orElse(Observations.NONE);
        }
    }

    @Override
    public Snapshot read(UserId userId) {
        return new Seen(userId, store.read(GeoKeys.observations(userId), GeoFormats.OBSERVATIONS));
    }

    @Override
    public List<Observations> readAll(List<UserId> userIds) {
        Map<String, Observations> found = new HashMap<>();
        List<String> keys =
                userIds.stream().map(GeoKeys::observations).distinct().toList();
        store.readAll(keys, GeoFormats.OBSERVATIONS).forEach(record -> found.put(record.key(), record.value()));
        return userIds.stream()
                .map(userId -> found.getOrDefault(GeoKeys.observations(userId), Observations.NONE))
                .toList();
    }

    @Override
    public WriteResult write(Snapshot snapshot, Observations next) {
        Seen seen = (Seen) snapshot;
        return store.send(store.commit(GeoKeys.bucket(seen.userId()))
                .leaseOver(GeoKeys.observations(seen.userId()), seen.record(), GeoFormats.OBSERVATIONS, next, LIFE));
    }
}
