package galaxy.chassis.http;

import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.server.CannotListenException;
import galaxy.chassis.server.Draining;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.server.ServerTls;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.event.Level;

/**
 * An HTTP listener on one port: each request on a virtual thread, exactly the routes of the table. Every response has
 * {@code X-Request-Id}; every error has the form of the listener, those for malformed HTTP too.
 */
public final class HttpServer implements AutoCloseable, Draining {
    private static final HttpCompliance COMPLIANCE =
            HttpCompliance.STRICT.with("galaxy", HttpCompliance.Violation.MISMATCHED_AUTHORITY);
    /** Paths are matched as they were sent, so none is ambiguous. */
    private static final UriCompliance PATHS = UriCompliance.RFC3986.with(
            "galaxy",
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.BAD_UTF8_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
            UriCompliance.Violation.TRUNCATED_UTF8_ENCODING);

    /** Connections that wait in the system to be accepted. */
    private static final int BACKLOG = 1024;

    private static final int THREADS = 8;
    /** How much later than {@link ConnectionTimeouts} the server below looks for idle connections. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector connector;
    private final RequestDispatcher dispatcher;
    private final ConnectionTimeouts timeouts;
    private final ListenerSettings settings;
    private final Optional<ServerTls> tls;
    private final ListenerLimits limits;
    private volatile int port;

    private HttpServer(HttpApi api, ListenerSettings settings, Authenticator authenticator, AccessLog access) {
        this.settings = settings;
        this.tls = settings.tls().map(ServerTls::new);
        this.limits = access.limits();
        this.dispatcher = new RequestDispatcher(api, authenticator, access, settings);
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http").factory()));
        this.server = new Server(threads);
        server.setHandler(dispatcher);
        var malformed = new MalformedRequests(
                access,
                api,
                new ResponseSender(settings.timeouts().write(), limits),
                authenticator.isPublic(),
                server::getDateField);
        server.setErrorHandler(malformed);
        server.setStopTimeout(0);
        this.connector = new LimitedConnector(server, settings, limits, factories());
        connector.setHost(settings.address().ip().getHostAddress());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(settings.timeouts().idle().plus(LATER).toMillis());
        connector.setShutdownIdleTimeout(0);
        server.addConnector(connector);
        var connections = new NetworkConnectionLimit(settings.limits().connections(), connector) {
            @Override
            protected void limit() {
                limits.reached(ListenerLimit.CONNECTIONS);
                super.limit();
            }
        };
        server.addBean(connections);
        limits.show(connections::getNetworkConnectionCount, dispatcher::inFlight);
        this.timeouts = new ConnectionTimeouts(connector, settings.timeouts(), limits, malformed::late);
    }

    /**
     * Starts to listen.
     *
     * @param service label of its metrics and log lines
     * @throws galaxy.chassis.settings.SettingsException when the address is not loopback, and the service is open, or public without TLS or proxies
     * @throws CannotListenException when the port cannot be had
     */
    public static HttpServer start(
            String service, HttpApi api, ListenerSettings settings, Authenticator authenticator, HttpMetrics metrics) {
        authenticator.requireSafe(settings);
        var access = new AccessLog(service, metrics, Level.INFO, settings.accessLog());
        return start(api, settings, authenticator, access);
    }

    static HttpServer start(HttpApi api, ListenerSettings settings, Authenticator authenticator, AccessLog access) {
        var server = new HttpServer(api, settings, authenticator, access);
        try {
            server.connector.open();
            server.port = server.connector.getLocalPort();
            server.server.start();
            server.timeouts.start();
            return server;
        } catch (IOException e) {
            server.stop();
            var cause = e.getCause() instanceof IOException inner ? inner : e;
            throw new CannotListenException(settings.address().ip(), settings.port(), cause);
        } catch (Exception e) {
            server.stop();
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    private List<ConnectionFactory> factories() {
        var configuration = configuration();
        var http1 = new Http1Connections(configuration);
        if (tls.isEmpty()) {
            return List.of(http1);
        }
        var http2 = new Http2Connections(configuration, settings.limits(), limits);
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        var context = new SslContextFactory.Server();
        context.setSslContext(tls.get().context());
        var factories = new ArrayList<ConnectionFactory>();
        factories.add(new SslConnectionFactory(context, alpn.getProtocol()));
        factories.addAll(List.of(alpn, http2, http1));
        return factories;
    }

    private HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        // Without one of ours, the server adds one that compares the host with the certificate; clients do that.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setHttpCompliance(COMPLIANCE);
        configuration.setUriCompliance(PATHS);
        configuration.setRequestHeaderSize(settings.limits().headerBytes());
        configuration.setResponseHeaderSize(16 * 1024);
        configuration.setNotifyRemoteAsyncErrors(true);
        // By default "Bearer A" is read as the "Bearer a" of an earlier request of the connection.
        configuration.setHeaderCacheCaseSensitive(true);
        return configuration;
    }

    /** The port it listens on, also when any free one was asked for. */
    public int port() {
        return port;
    }

    /** Where it can be reached, without a slash at the end. */
    public URI uri() {
        return URI.create((tls.isPresent() ? "https://" : "http://") + settings.reachableAt(port()));
    }

    @Override
    public void drain() {
        dispatcher.drain();
        timeouts.goAway();
    }

    /** Takes no new connection, lets running requests finish within the configured time, closes everything. */
    @Override
    public void close() {
        var _ = connector.shutdown();
        dispatcher.stopping();
        timeouts.closeIdle();
        try {
            dispatcher.running().await(settings.timeouts().stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    private void stop() {
        timeouts.stop();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        } finally {
            tls.ifPresent(ServerTls::close);
        }
    }
}
