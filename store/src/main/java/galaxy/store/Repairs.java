package galaxy.store;

import galaxy.chassis.telemetry.RepeatedWarnings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.LoggerFactory;

/**
 * Repairs in the background, for which no response waits. Those of one record are joined, few run at once, and what is too
 * much or fails is left to the sweeper or the next reader.
 */
public final class Repairs {
    private static final RepeatedWarnings LOG = new RepeatedWarnings(LoggerFactory.getLogger(Repairs.class));
    private static final int AT_ONCE = 16;
    private static final int MOST = 1000;

    private final String service;
    private final StoreMetrics metrics;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(AT_ONCE);

    Repairs(Keyspace space, StoreMetrics metrics) {
        this.service = space.service();
        this.metrics = metrics;
    }

    /** Repairs a record soon, unless that is under way. */
    public void request(String id, Runnable repair) {
        if (waiting.size() >= MOST || !waiting.add(id)) {
            return;
        }
        metrics.repairsWaiting(service, 1);
        Thread.ofVirtual().name(service + "-repair").start(() -> {
            room.acquireUninterruptibly();
            try {
                repair.run();
            } catch (RuntimeException e) {
                LOG.warn("a repair of " + service + " waits", e);
            } finally {
                room.release();
                waiting.remove(id);
                metrics.repairsWaiting(service, -1);
            }
        });
    }
}
