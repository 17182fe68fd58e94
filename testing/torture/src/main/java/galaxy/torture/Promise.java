package galaxy.torture;

import java.time.Duration;

/**
 * What the stage and its faults leave of the promises of the services. A workload checks no more than that; everything that
 * the store says about itself must agree in any case.
 *
 * @param kept what stays of what was acknowledged
 * @param oneClock whether the instances agree about the time; if not, they may be an hour apart
 */
public record Promise(Kept kept, boolean oneClock) {
    /** Everything. */
    public static Promise whole() {
        return keeping(Kept.ALL);
    }

    /** Everything, as far as it is kept. */
    public static Promise keeping(Kept kept) {
        return new Promise(kept, true);
    }

    /** How far the clock of an instance may be off. */
    public Duration clockSkew() {
        return oneClock ? Duration.ZERO : Duration.ofHours(2);
    }

    /** What both leave. */
    public Promise and(Promise other) {
        return new Promise(kept.compareTo(other.kept) > 0 ? kept : other.kept, oneClock && other.oneClock);
    }
}
