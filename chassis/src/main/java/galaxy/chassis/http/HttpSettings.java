package galaxy.chassis.http;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where servers listen and how much each takes on, whether it speaks REST or gRPC.
 *
 * @param maxInFlight requests worked on at once; more are answered 503 or {@code UNAVAILABLE}
 * @param maxConnections connections open at once; more wait in the system's backlog
 * @param idleTimeout how long a connection may stay open between requests
 * @param readTimeout how long the head, and then the body, of a request may take to arrive
 * @param workTimeout how long the work on one request may take
 * @param stopTimeout how long running requests may go on after a stop
 */
public record HttpSettings(
        InetAddress bindAddress,
        int maxInFlight,
        int maxConnections,
        Duration idleTimeout,
        Duration readTimeout,
        Duration workTimeout,
        Duration stopTimeout) {

    public static final Setting<InetAddress> BIND_ADDRESS = new Setting<>(
            "bind.address",
            Kind.address(),
            "127.0.0.1",
            "address that every server listens on; one that is not loopback needs callers to be configured");

    public static final Setting<Integer> MAX_IN_FLIGHT = new Setting<>(
            "http.max-in-flight",
            Kind.integer(1, 1_000_000),
            "512",
            "requests that one server, REST or gRPC, works on at once; more are answered 503 or UNAVAILABLE, and to retry");

    public static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "http.max-connections",
            Kind.integer(1, 1_000_000),
            "4096",
            "connections that one server keeps open at once; more wait to be accepted");

    public static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "http.idle-timeout", Kind.duration(), "60s", "how long a connection stays open without a request");

    public static final Setting<Duration> READ_TIMEOUT = new Setting<>(
            "http.read-timeout",
            Kind.duration(),
            "10s",
            "how long the headers, and then the body, of a request may take to arrive");

    public static final Setting<Duration> WORK_TIMEOUT = new Setting<>(
            "http.work-timeout",
            Kind.duration(),
            "1500ms",
            "how long the work on one request, REST or gRPC, may take in all; then it is answered 503 or UNAVAILABLE");

    public static final Setting<Duration> STOP_TIMEOUT = new Setting<>(
            "http.stop-timeout",
            Kind.duration(),
            "10s",
            "how long running requests may go on after a stop is asked for");

    public static final List<Setting<?>> ALL = List.of(
            BIND_ADDRESS, MAX_IN_FLIGHT, MAX_CONNECTIONS, IDLE_TIMEOUT, READ_TIMEOUT, WORK_TIMEOUT, STOP_TIMEOUT);

    /** Host and port by which a client on this machine reaches a server with these settings. */
    public String reachableAt(int port) {
        var host = bindAddress.isAnyLocalAddress() ? "localhost" : bindAddress.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    public static HttpSettings read(SettingsReader reader) {
        return new HttpSettings(
                reader.get(BIND_ADDRESS),
                reader.get(MAX_IN_FLIGHT),
                reader.get(MAX_CONNECTIONS),
                reader.get(IDLE_TIMEOUT),
                reader.get(READ_TIMEOUT),
                reader.get(WORK_TIMEOUT),
                reader.get(STOP_TIMEOUT));
    }
}
