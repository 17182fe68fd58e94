package galaxy.chassis.server;

import galaxy.chassis.telemetry.AccessLogMode;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that an operator sets for one listener, HTTP or gRPC.
 *
 * @param port 0 for any free one
 * @param hosts names under which the listener is reached
 * @param proxies peers whose forwarding headers are believed
 * @param tls how it proves its name; without, it speaks in clear
 * @param accessLog which requests have a line in the access log
 */
public record ListenerSettings(
        BindAddress address,
        int port,
        HostNames hosts,
        TrustedProxies proxies,
        Optional<TlsFiles> tls,
        Limits limits,
        Timeouts timeouts,
        AccessLogMode accessLog) {

    /**
     * How much it takes on at once.
     *
     * @param inFlight requests in flight; more are refused as unavailable. Streams do not count
     * @param connections open connections; more wait in the system's backlog
     * @param headerBytes of the request line and headers, or of the metadata, of one request
     * @param bodyBytes of the body, or of one message
     * @param streams requests at once on one HTTP/2 connection
     * @param resets requests that the peer may cancel on one HTTP/2 connection in 10 seconds; at more it is closed
     * @param addressConnections open connections of one address, IPv4 or IPv6 /64; more are closed. Trusted proxies are exempt
     */
    public record Limits(
            int inFlight,
            int connections,
            int headerBytes,
            int bodyBytes,
            int streams,
            int resets,
            int addressConnections) {}

    /**
     * How long things may take.
     *
     * @param idle how long a connection may stay open between requests
     * @param read how long the headers, and then the body, of a request may take to arrive
     * @param write how long the peer may take to accept a response, or a part of a stream
     * @param work how long the work on one request may take, where the route names no other time
     * @param stop how long running requests may go on after a stop
     * @param age how old a connection may become; after that it closes when the request in flight is over
     */
    public record Timeouts(Duration idle, Duration read, Duration write, Duration work, Duration stop, Duration age) {}

    /** The same, with a limit of the open connections of one address. */
    public ListenerSettings withAddressConnections(int most) {
        var more = new Limits(
                limits.inFlight,
                limits.connections,
                limits.headerBytes,
                limits.bodyBytes,
                limits.streams,
                limits.resets,
                most);
        return new ListenerSettings(address, port, hosts, proxies, tls, more, timeouts, accessLog);
    }

    /**
     * Host and port by which a client on this machine reaches the listener.
     *
     * @param bound the port that it has
     */
    public String reachableAt(int bound) {
        var ip = address.ip();
        var host = ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound;
    }
}
