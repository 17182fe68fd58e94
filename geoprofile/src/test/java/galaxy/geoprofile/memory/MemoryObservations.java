package galaxy.geoprofile.memory;

import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.observation.Observations;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Observations as the store keeps them, in memory. */
public final class MemoryObservations implements ObservationStore {
    private final Map<UserId, Observations> kept = new ConcurrentHashMap<>();

    private record Seen(UserId userId, Observations observations) implements Snapshot {}

    @Override
    public Snapshot read(UserId userId) {
        return new Seen(userId, kept.getOrDefault(userId, Observations.NONE));
    }

    @Override
    public List<Observations> readAll(List<UserId> userIds) {
        return userIds.stream().map(userId -> read(userId).observations()).toList();
    }

    @Override
    public synchronized WriteResult write(Snapshot seen, Observations next) {
        if (!read(seen.userId()).equals(seen)) {
            return WriteResult.CONFLICT;
        }
        kept.put(seen.userId(), next);
        return WriteResult.DONE;
    }
}
