package galaxy.chassis.telemetry;

import java.util.function.IntSupplier;

/** Counts what the limits of one listener refuse and end. */
public final class ListenerLimits {
    private final ListenerMetrics metrics;
    private final String service;

    ListenerLimits(ListenerMetrics metrics, String service) {
        this.metrics = metrics;
        this.service = service;
    }

    public void reached(ListenerLimit limit) {
        metrics.reached(service, limit);
    }

    /**
     * From now on the metrics show what the listener holds.
     *
     * @param connections how many are open
     * @param inFlight how many requests are worked on
     */
    public void show(IntSupplier connections, IntSupplier inFlight) {
        metrics.show(service, connections, inFlight);
    }
}
