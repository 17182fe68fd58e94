package galaxy.store;

import java.time.InstantSource;
import java.util.List;
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
    private final Layouts layouts;

    /** The same for a service that has no indexes. */
    public ServiceStore(SharedStore shared, Keyspace space, InstantSource clock, RandomGenerator random) {
        this(shared, space, clock, random, "");
    }

    /**
     * Nothing is read yet.
     *
     * @param space belongs to this service alone
     * @param rules everything that decides in which index a record is, as text
     */
    public ServiceStore(SharedStore shared, Keyspace space, InstantSource clock, RandomGenerator random, String rules) {
        this.shared = shared;
        this.space = space;
        this.clock = clock;
        this.random = random;
        this.relay = new Relay(shared, space, clock, this::isMoving);
        this.records = new BucketStore(shared.redis(), space, random, shared.metrics(), relay::wake);
        this.layouts = new Layouts(shared, records, rules);
        this.claims = new Claims(shared.redis(), space, shared.secret()::bucketOf, "");
        this.events = new EventFactory(space, random);
        this.repairs = new Repairs(space, shared.metrics());
        shared.redis().writes().alsoFor(space);
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
        Claims owned = new Claims(
                shared.redis(),
                space,
                name -> owners.bucketOf(name).orElseGet(() -> shared.secret().bucketOf(name)),
                owners.policy());
        return new Names<>(records, owned, owners, clock, new KeyPolicies(shared, records, owners.policy()));
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

    /** Where what is collected over records is. */
    public Layouts layouts() {
        return layouts;
    }

    /** Budgets in memory. */
    public RateLimits rateLimits() {
        return new RateLimits(redis());
    }

    /** The follower of the public events, not yet started; its position is in the first bucket. */
    public EventFollower follower(EventFollower.Reader reader) {
        String position = space.key(Keyspace.FIRST, "event-position");
        return new EventFollower(redis(), space.service(), position, clock, reader);
    }

    /** The keys of one kind in every bucket, some at a time. Keys that are written meanwhile may be left out. */
    public void eachKey(String kind, Consumer<List<String>> some) {
        records.eachKey(kind, some);
    }

    /** Whether the store was new when this process opened it. */
    public boolean isNew() {
        return shared.secret().isNew();
    }

    private boolean isMoving() {
        return layouts.isMoving();
    }

    /**
     * The work in the background of a service that has no indexes, not yet started.
     *
     * @param repair writes down what is due for an id
     * @param names whose claims are reviewed, where the service has names
     */
    public StoreWork work(DueRecords repair, Optional<Names<?>> names) {
        return work(repair, names, Optional.empty());
    }

    /** The same, with the indexes of the service. */
    public StoreWork work(DueRecords repair, Optional<Names<?>> names, Optional<Indexed<?>> indexed) {
        Walk walk = new Walk(shared.redis(), records, layouts);
        Reindexing reindexing =
                new Reindexing(shared, records, layouts, new Moving(shared, space, repair::repair, names), walk);
        Optional<Rekeying> rekeying = names.map(each -> new Rekeying(shared, records, layouts, each, walk));
        return new StoreWork(
                layouts,
                () -> names.ifPresent(each -> each.policies().prepare(indexed.isPresent())),
                relay,
                new Sweeper(shared, space, clock, repair, names),
                new Rebuilding(shared.metrics(), walk, reindexing, rekeying, indexed));
    }
}
