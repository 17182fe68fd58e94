package galaxy.store;

/** What runs in the background for one service: events are published, and what is due or was left unfinished is repaired. */
public final class StoreWork implements AutoCloseable {
    private final Relay relay;
    private final Sweeper sweeper;

    StoreWork(Relay relay, Sweeper sweeper) {
        this.relay = relay;
        this.sweeper = sweeper;
    }

    public void start() {
        relay.start();
        sweeper.start();
    }

    /** One round of the sweeper, at once. */
    public void sweep() {
        sweeper.sweep();
    }

    /** Stops the sweeper, then publishes what waits. */
    @Override
    public void close() {
        sweeper.close();
        relay.close();
    }
}
