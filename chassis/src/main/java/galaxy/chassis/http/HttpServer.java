package galaxy.chassis.http;

import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.server.CannotListenException;
import galaxy.chassis.server.ListenerSettings;
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
import org.slf4j.event.Level;

/**
 * A REST listener: HTTP/1.1 on one port, each request on a virtual thread, exactly the routes of the table. Every
 * response has {@code X-Request-Id}; every error has the one JSON form, also for malformed HTTP.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final WebServer server;
    private final RequestDispatcher dispatcher;
    private final ReadTimeouts deadlines;
    private final ListenerSettings settings;

    private HttpServer(
            WebServer server, RequestDispatcher dispatcher, ReadTimeouts deadlines, ListenerSettings settings) {
        this.server = server;
        this.dispatcher = dispatcher;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /**
     * Starts listening.
     *
     * @param service label of its metrics and log lines
     * @throws galaxy.chassis.settings.SettingsException when the service is open and the address is not loopback
     * @throws CannotListenException when the port is not available
     */
    public static HttpServer start(
            String service,
            Routes routes,
            ListenerSettings settings,
            Authenticator authenticator,
            HttpMetrics metrics) {
        authenticator.requireSafe(settings.address());
        return start(routes, settings, authenticator, new AccessLog(service, metrics, Level.INFO));
    }

    static HttpServer start(Routes routes, ListenerSettings settings, Authenticator authenticator, AccessLog access) {
        int port = settings.port();
        requireFree(settings.address().ip(), port);
        var deadlines =
                new ReadTimeouts(settings.timeouts().read(), settings.timeouts().idle());
        var dispatcher = new RequestDispatcher(routes, authenticator, access, deadlines, settings);
        var server = WebServer.builder()
                .address(settings.address().ip())
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new StrictConnections(http1(deadlines), deadlines))
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .maxTcpConnections(settings.maxConnections())
                // ReadTimeouts does this: the library tracks connections by numbers that two of them may share.
                .idleConnectionTimeout(NEVER)
                .shutdownGracePeriod(settings.timeouts().stop())
                .directHandlers(directHandlers(new EarlyErrors(access, deadlines)))
                .routing(HttpRouting.builder().any(dispatcher))
                .build()
                .start();
        if (!server.isRunning()) {
            throw new CannotListenException(settings.address().ip(), port, new IOException("the server did not start"));
        }
        deadlines.start();
        return new HttpServer(server, dispatcher, deadlines, settings);
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

    /** Binds the port first, because the library only logs when it is not available. */
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

    /** The port that it listens on, also when the setting is 0. */
    public int port() {
        return server.port();
    }

    /** Its base URI, without a slash at the end. */
    public URI uri() {
        return URI.create("http://" + settings.reachableAt(port()));
    }

    /** Refuses new connections, waits for running requests up to the configured time, closes everything. */
    @Override
    public void close() {
        dispatcher.stopping();
        server.stop();
        deadlines.close();
    }
}
