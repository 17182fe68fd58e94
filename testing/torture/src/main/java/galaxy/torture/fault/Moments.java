package galaxy.torture.fault;

import galaxy.torture.workload.Between;
import galaxy.torture.workload.Choices;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Drawn times and choices.
 *
 * @param lasting how long a fault lasts that lasts for a while
 */
public record Moments(RandomGenerator random, Between lasting) {
    /** For as long as a fault lasts. */
    void sleepThroughIt() throws InterruptedException {
        Thread.sleep(new Choices(random).any(lasting));
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
