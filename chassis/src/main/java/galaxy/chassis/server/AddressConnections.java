package galaxy.chassis.server;

import java.util.HashMap;
import java.util.Map;

/** How many connections each network has open at a listener. Thread-safe; holds those only that have one. */
public final class AddressConnections {
    private final int most;
    private final Map<String, Integer> open = new HashMap<>();

    /** @param most of one network */
    public AddressConnections(int most) {
        this.most = most;
    }

    /**
     * A connection opens.
     *
     * @param network {@link galaxy.kernel.IpAddress#network}
     * @return false if it is one too many; then nothing is counted
     */
    public synchronized boolean open(String network) {
        int now = open.getOrDefault(network, 0);
        if (now >= most) {
            return false;
        }
        open.put(network, now + 1);
        return true;
    }

    /** One that was opened has closed. */
    public synchronized void closed(String network) {
        open.computeIfPresent(network, (each, now) -> now == 1 ? null : now - 1);
    }
}
