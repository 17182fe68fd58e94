package galaxy.geoprofile.store;

import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.version.Operation;
import galaxy.kernel.UserId;
import galaxy.store.EventFollower;
import galaxy.store.Keyspace;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import java.util.Optional;
import java.util.function.Consumer;

/** The geo profile service's part of a store, put together. */
public final class GeoStore {
    public static final Keyspace SPACE = GeoKeys.SPACE;

    private final ServiceStore store;
    private final ReviewIndex reviews;
    private final ProfileStore profiles;
    private final ObservationStore observations;

    /** @param changed hears of each change of a version that is written */
    public GeoStore(ServiceStore store, Consumer<Operation> changed) {
        this.store = store;
        this.reviews = new ReviewIndex(store);
        this.profiles = new RedisProfiles(store, reviews, changed);
        this.observations = new RedisObservations(store);
    }

    public ProfileStore profiles() {
        return profiles;
    }

    public ObservationStore observations() {
        return observations;
    }

    /** How many versions are approved and not acknowledged, in the whole store. */
    public long syncing() {
        return reviews.syncing();
    }

    /** Fills what lists versions that wait, in a store that was written for other shards. Before the first commit. */
    public void prepare() {
        reviews.prepare();
    }

    /**
     * The work in the background, not yet started.
     *
     * @param sweep does what is due for one user
     */
    public StoreWork work(Consumer<UserId> sweep) {
        return store.work(id -> sweep.accept(UserId.of(id)), Optional.empty());
    }

    /** The follower of the public events, not yet started. */
    public EventFollower follower(EventFollower.Reader reader) {
        return store.follower(reader);
    }
}
