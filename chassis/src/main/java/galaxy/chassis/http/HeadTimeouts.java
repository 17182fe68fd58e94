package galaxy.chassis.http;

import galaxy.chassis.telemetry.RequestId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections whose peer is too slow with a TLS handshake or with the line and headers of a request. The server below
 * limits the time between two bytes only, so that one byte a minute could hold a connection for ever.
 */
final class HeadTimeouts {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final ServerConnector connector;
    private final Scheduler scheduler;
    private final long limitNanos;
    /** When each was first seen. Used by one look at a time. */
    private final Map<Connection, Long> handshakes = new WeakHashMap<>();

    private volatile boolean isStopped;

    HeadTimeouts(ServerConnector connector, Scheduler scheduler, Duration limit) {
        this.connector = connector;
        this.scheduler = scheduler;
        this.limitNanos = limit.toNanos();
    }

    void start() {
        long pause = Math.min(LOOK.toMillis(), Math.max(10, TimeUnit.NANOSECONDS.toMillis(limitNanos) / 4));
        scheduler.schedule(this::look, pause, TimeUnit.MILLISECONDS);
    }

    void stop() {
        isStopped = true;
    }

    /** Ends the connections on which there is no request. */
    void closeIdle() {
        for (var endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof HttpConnection http
                    && http.getParser().isStart()) {
                endPoint.close();
            }
        }
    }

    private void look() {
        if (!isStopped) {
            long now = System.nanoTime();
            for (var endPoint : connector.getConnectedEndPoints()) {
                check(endPoint, endPoint.getConnection(), now);
            }
            start();
        }
    }

    private void check(EndPoint endPoint, Connection connection, long now) {
        switch (connection) {
            case SslConnection secured ->
                check(secured.getSslEndPoint(), secured.getSslEndPoint().getConnection(), now);
            case HttpConnection http -> {
                if (isLate(http.getParser(), now)) {
                    refuse(http.getEndPoint());
                }
            }
            case null -> {}
            case NegotiatingServerConnection handshake -> {
                if (now - handshakes.computeIfAbsent(handshake, first -> now) > limitNanos) {
                    endPoint.close();
                }
            }
            default -> {}
        }
    }

    private boolean isLate(HttpParser parser, long now) {
        boolean isBegun = parser.getBeginNanoTime() != Long.MIN_VALUE && !parser.isStart();
        return isBegun && parser.inHeaderState() && now - parser.getBeginNanoTime() > limitNanos;
    }

    private static void refuse(EndPoint endPoint) {
        var body = new String(RequestReader.LATE.bytes(), StandardCharsets.UTF_8);
        var text =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: %s\r\n%s: %s\r\nConnection: close\r\nContent-Length: %s\r\n\r\n%s"
                        .formatted(
                                Response.JSON,
                                RequestId.HEADER,
                                RequestId.fresh(RequestId.RANDOM),
                                Integer.toString(RequestReader.LATE.bytes().length),
                                body);
        endPoint.write(
                Callback.from(endPoint::close, failure -> endPoint.close()),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
