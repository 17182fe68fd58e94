package galaxy.torture;

/**
 * What the stage and its faults leave of the promises of the services. A workload checks no more than that; everything that
 * the store says about itself must agree in any case.
 *
 * @param keepsAcknowledged whether what was acknowledged stays; if not, the store may be set back to what it was a moment ago
 * @param oneClock whether the instances agree about the time; if not, they may be an hour apart
 */
public record Promise(boolean keepsAcknowledged, boolean oneClock) {
    /** Everything. */
    public static Promise whole() {
        return new Promise(true, true);
    }

    /** What both leave. */
    public Promise and(Promise other) {
        return new Promise(keepsAcknowledged && other.keepsAcknowledged, oneClock && other.oneClock);
    }
}
