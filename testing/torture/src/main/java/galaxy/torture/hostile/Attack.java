package galaxy.torture.hostile;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** A way to attack. For many threads, but for the naughty strings. */
interface Attack {
    /** In a few words. */
    String name();

    /**
     * Attacks once: for a short time, and all connections are closed when it returns.
     *
     * @throws IOException when the service accepts no connection or a response does not end
     */
    void run(RandomGenerator random) throws IOException, InterruptedException;

    static <T> T any(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
