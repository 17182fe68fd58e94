package galaxy.store;

/**
 * What runs in the background for one service: events are published, what is due or was left unfinished is repaired, and
 * records are indexed again where that is needed.
 */
public final class StoreWork implements AutoCloseable {
    private final Layouts layouts;
    private final Runnable names;
    private final Relay relay;
    private final Sweeper sweeper;
    private final Rebuilding rebuilding;

    /** @param names makes the policy of this instance that of the store */
    StoreWork(Layouts layouts, Runnable names, Relay relay, Sweeper sweeper, Rebuilding rebuilding) {
        this.layouts = layouts;
        this.names = names;
        this.relay = relay;
        this.sweeper = sweeper;
        this.rebuilding = rebuilding;
    }

    /**
     * Makes the rules of this instance, by which it indexes records and makes keys of names, those of the store; before the
     * first commit.
     */
    public void prepare() {
        OpenStore.retried(() -> {
            layouts.prepare();
            names.run();
            return layouts;
        });
    }

    /** Starts all of it, and prepares it before. */
    public void start() {
        prepare();
        relay.start();
        sweeper.start();
        rebuilding.start();
    }

    /** Age in seconds of the oldest event that is not public yet. */
    public double relayLagSeconds() {
        return relay.lagSeconds();
    }

    /** Indexes again what has to be, and gives names other keys, at once. */
    public void rebuild() {
        rebuilding.run();
    }

    /** One round of the sweeper, at once. */
    public void sweep() {
        sweeper.sweep();
    }

    /** Stops the other work, then publishes what waits. */
    @Override
    public void close() {
        rebuilding.close();
        sweeper.close();
        relay.close();
    }
}
