package galaxy.chassis.server;

import java.time.Duration;

/**
 * The address and the limits of one listener, HTTP or gRPC.
 *
 * @param port 0 for any free port
 * @param maxInFlight requests in flight; more are refused as unavailable
 * @param maxConnections open connections; more wait in the operating system's backlog
 */
public record ListenerSettings(BindAddress address, int port, int maxInFlight, int maxConnections, Timeouts timeouts) {

    /**
     * Bounds in time.
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
     * @param bound the port that it listens on
     */
    public String reachableAt(int bound) {
        var host = address.ip().isAnyLocalAddress() ? "localhost" : address.ip().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound;
    }
}
