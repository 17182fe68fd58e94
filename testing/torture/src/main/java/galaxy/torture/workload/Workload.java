package galaxy.torture.workload;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.StoreImage;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** What many clients do to one service at once, and what must be true of it afterwards. */
public interface Workload extends AutoCloseable {
    /** Creates a workload of a run, and starts nothing. All workloads of a run are active at once. */
    @FunctionalInterface
    interface Maker {
        Workload make(Context context);
    }

    /**
     * What a workload gets.
     *
     * @param instances of the program; any may be down at any time, and comes back at the same addresses
     * @param journal gets every request and its result
     * @param findings gets what is found while the clients are active
     * @param promise what may be checked
     * @param seed distinguishes the data of this run from those of other runs on the same store
     */
    record Context(List<GalaxyInstance> instances, Journal journal, Findings findings, Promise promise, long seed) {}

    /**
     * One client: does one thing after another. It repeats every request until it is done or refused, even when no new one may
     * start, so that nothing stays open unless the service never responds again.
     *
     * @param client its number; each client has a thread of its own
     * @param random its own
     * @param mayStart whether it may start another request
     */
    void run(int client, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException;

    /** Reads everything back through the interface of the service, after all clients have ended and the services are drained. */
    void checkResponses(Findings findings) throws InterruptedException;

    /** Compares everything in the store with itself and with what was acknowledged. All services have stopped. */
    void checkStore(StoreImage store, Findings findings);

    /** Ends its connections. */
    @Override
    default void close() {}
}
