package galaxy.store;

/**
 * What runs in the background for one service: events are published, what is due or was left unfinished is repaired, and
 * records are indexed again where that is needed.
 */
public final class StoreWork implements AutoCloseable {
    private final Layouts layouts;
    private final Relay relay;
    private final Sweeper sweeper;
    private final Reindexing reindexing;

    StoreWork(Layouts layouts, Relay relay, Sweeper sweeper, Reindexing reindexing) {
        this.layouts = layouts;
        this.relay = relay;
        this.sweeper = sweeper;
        this.reindexing = reindexing;
    }

    /** Makes the rules by which this instance indexes records those of the store; before the first commit. */
    public void prepare() {
        OpenStore.retried(() -> {
            layouts.prepare();
            return layouts;
        });
    }

    /** Starts all of it, and prepares it before. */
    public void start() {
        prepare();
        relay.start();
        sweeper.start();
        reindexing.start();
    }

    /** Indexes again what has to be, at once. */
    public void reindex() {
        reindexing.run();
    }

    /** One round of the sweeper, at once. */
    public void sweep() {
        sweeper.sweep();
    }

    /** Stops the other work, then publishes what waits. */
    @Override
    public void close() {
        reindexing.close();
        sweeper.close();
        relay.close();
    }
}
