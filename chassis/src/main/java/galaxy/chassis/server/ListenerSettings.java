package galaxy.chassis.server;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Where one listener listens and how much it takes on, whatever it speaks.
 *
 * @param port 0 for any free one
 * @param maxInFlight requests in work at once; more are refused as unavailable
 * @param maxConnections connections open at once; more wait in the system's backlog
 */
public record ListenerSettings(InetAddress address, int port, int maxInFlight, int maxConnections, Timeouts timeouts) {

    /**
     * How long things may take.
     *
     * @param idle how long a connection may stay open between requests
     * @param read how long the head, and then the body, of a request may take to arrive
     * @param work how long the work on one request may take
     * @param stop how long running requests may go on after a stop
     */
    public record Timeouts(Duration idle, Duration read, Duration work, Duration stop) {}

    /**
     * Host and port by which a client on this machine reaches the listener.
     *
     * @param bound the port that it has
     */
    public String reachableAt(int bound) {
        var host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound;
    }
}
