package galaxy.torture;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What many clients do to one service at once, and what must be true of it afterwards. Every request and its answer goes to
 * the {@link Journal}.
 */
public interface Workload {
    /**
     * One client: does one thing after another. What it has begun it repeats until it is told yes or no, also when it shall
     * not go on, so that nothing is left open; unless the service never answers again.
     *
     * @param client its number; clients run at once, each in a thread of its own
     * @param random its own
     * @param goesOn whether to begin another thing
     */
    void run(int client, RandomGenerator random, BooleanSupplier goesOn) throws InterruptedException;

    /** Reads everything back through the interface of the service, when all clients have ended and all is quiet. */
    void checkAnswers(Findings findings) throws InterruptedException;

    /**
     * Compares everything in the store with itself and with what was acknowledged.
     *
     * @param store when all services have stopped
     */
    void checkStore(StoreImage store, Findings findings);
}
