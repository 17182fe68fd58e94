package galaxy.store;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One service's part of a store: its records, names and events in a key space of its own, and the work in the background. */
public final class ServiceStore {
    private final SharedStore shared;
    private final Keyspace space;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Relay relay;
    private final BucketStore records;
    private final Claims claims;
    private final EventFactory events;
    private final Repairs repairs;

    /** @param space belongs to this service alone */
    public ServiceStore(SharedStore shared, Keyspace space, InstantSource clock, RandomGenerator random) {
        this.shared = shared;
        this.space = space;
        this.clock = clock;
        this.random = random;
        this.relay = new Relay(shared.redis(), space, clock, shared.metrics(), shared.retainedEvents());
        this.records = new BucketStore(shared.redis(), space, random, shared.metrics(), relay::wake);
        this.claims = new Claims(shared.redis(), space, shared.secret()::bucketOf);
        this.events = new EventFactory(space, random);
        this.repairs = new Repairs(space, shared.metrics());
    }

    public BucketStore records() {
        return records;
    }

    /** What is repaired in the background because a reader has found it. */
    public Repairs repairs() {
        return repairs;
    }

    public EventFactory events() {
        return events;
    }

    /** Who claims which name. */
    public Claims claims() {
        return claims;
    }

    /** The protocol by which owners claim names. */
    public <R> Names<R> names(NameOwners<R> owners) {
        return new Names<>(claims, owners, clock);
    }

    public Redis redis() {
        return shared.redis();
    }

    public StoreSecret secret() {
        return shared.secret();
    }

    public InstantSource clock() {
        return clock;
    }

    public RandomGenerator random() {
        return random;
    }

    /**
     * The work in the background, not yet started.
     *
     * @param repair writes down what is due for an id
     * @param names whose claims are reviewed, where the service has names
     */
    public StoreWork work(Consumer<String> repair, Optional<Names<?>> names) {
        return new StoreWork(relay, new Sweeper(shared, space, clock, repair, names));
    }
}
