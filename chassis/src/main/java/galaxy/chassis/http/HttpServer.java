package galaxy.chassis.http;

import galaxy.chassis.CannotListenException;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.HttpMetrics;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.event.Level;

/**
 * A service's REST door: HTTP/1.1 on one port, each request on a virtual thread, exactly the routes of the table. Every
 * answer has {@code X-Request-Id}; every error has the one JSON shape, those for malformed HTTP too.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final WebServer server;
    private final RequestDispatcher door;
    private final ReadTimeouts deadlines;
    private final HttpSettings settings;

    private HttpServer(WebServer server, RequestDispatcher door, ReadTimeouts deadlines, HttpSettings settings) {
        this.server = server;
        this.door = door;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /**
     * Starts to listen.
     *
     * @param service label of its metrics and log lines
     * @param port 0 for any free one
     * @throws galaxy.chassis.settings.SettingsException when the service is open and the address is not loopback
     * @throws CannotListenException when the port cannot be had
     */
    public static HttpServer start(
            String service, int port, Routes routes, Callers callers, HttpSettings settings, HttpMetrics metrics) {
        callers.requireSafe(settings.bindAddress());
        return start(port, routes, callers, settings, new AccessLog(service, metrics, Level.INFO));
    }

    static HttpServer start(int port, Routes routes, Callers callers, HttpSettings settings, AccessLog access) {
        requireFree(settings.bindAddress(), port);
        var deadlines = new ReadTimeouts(settings.readTimeout(), settings.idleTimeout(), HttpServer::random);
        var door = new RequestDispatcher(
                routes, new Authenticator(callers), access, deadlines, HttpServer::random, settings);
        var server = WebServer.builder()
                .address(settings.bindAddress())
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new StrictConnections(http1(deadlines), deadlines))
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .maxTcpConnections(settings.maxConnections())
                // Ours are the deadlines for that: it knows connections by numbers that two of them may share.
                .idleConnectionTimeout(NEVER)
                .shutdownGracePeriod(settings.stopTimeout())
                .directHandlers(directHandlers(new EarlyErrors(access, deadlines, HttpServer::random)))
                .routing(HttpRouting.builder().any(door))
                .build()
                .start();
        if (!server.isRunning()) {
            throw new CannotListenException(settings.bindAddress(), port, new IOException("the server did not start"));
        }
        deadlines.start();
        return new HttpServer(server, door, deadlines, settings);
    }

    private static ServerConnectionSelector http1(ReadTimeouts deadlines) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .maxHeadersSize(MAX_HEADERS)
                        .addReceiveListener(deadlines)
                        .build())
                .build();
    }

    private static DirectHandlers directHandlers(EarlyErrors errors) {
        var builder = DirectHandlers.builder();
        for (var event : DirectHandler.EventType.values()) {
            builder.addHandler(event, errors);
        }
        return builder.build();
    }

    /** Asks for the port first, because the server below only logs when it cannot have it. */
    private static void requireFree(InetAddress address, int port) {
        if (port == 0) {
            return;
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new CannotListenException(address, port, e);
        }
    }

    /** Request and span ids need to be unlike one another, not secret. */
    private static long random() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** The port it listens on, also when any free one was asked for. */
    public int port() {
        return server.port();
    }

    /** Where it can be reached, without a slash at the end. */
    public URI uri() {
        return URI.create("http://" + settings.reachableAt(port()));
    }

    /** Takes no new connection, lets running requests finish within the configured time, closes everything. */
    @Override
    public void close() {
        door.stopping();
        server.stop();
        deadlines.close();
    }
}
