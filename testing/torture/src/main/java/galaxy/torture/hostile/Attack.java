package galaxy.torture.hostile;

import java.io.IOException;
import java.util.random.RandomGenerator;

/** One way to be hostile. Safe for one thread at a time. */
interface Attack {
    /** For people, in a few words. */
    String name();

    /**
     * One blow: short, and all that it opened is closed when it returns.
     *
     * @throws IOException when the service does not take a connection or goes on without an end
     */
    void strike(RandomGenerator random) throws IOException, InterruptedException;
}
