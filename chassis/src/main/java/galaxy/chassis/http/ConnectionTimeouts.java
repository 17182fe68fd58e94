package galaxy.chassis.http;

import galaxy.chassis.server.ListenerSettings.Timeouts;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that the server below would keep. It limits the time between two bytes only: one byte a minute would
 * hold a TLS handshake or the headers of a request for ever, and a ping or a blank line now and then a connection without
 * requests.
 */
final class ConnectionTimeouts {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTimeouts.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final ServerConnector connector;
    private final Timeouts limits;
    private final ListenerLimits reached;
    private final Supplier<byte[]> late;
    /** Used by one look at a time. */
    private final Map<Connection, Seen> seen = new WeakHashMap<>();

    private volatile boolean isStopped;

    /** When a connection was seen first, and last with a request on it. */
    private static final class Seen {
        private final long first;
        private long busy;
        private long requests;
        private boolean isEnding;

        private Seen(long now) {
            first = now;
            busy = now;
        }
    }

    /** @param late what to send when headers do not arrive in time */
    ConnectionTimeouts(ServerConnector connector, Timeouts limits, ListenerLimits reached, Supplier<byte[]> late) {
        this.connector = connector;
        this.limits = limits;
        this.reached = reached;
        this.late = late;
    }

    void start() {
        long shortest = Math.min(limits.read().toMillis(), limits.idle().toMillis());
        long pause = Math.clamp(shortest / 4, 10, LOOK.toMillis());
        connector.getScheduler().schedule(this::look, pause, TimeUnit.MILLISECONDS);
    }

    void stop() {
        isStopped = true;
    }

    /** Has the clients of HTTP/2 send their next requests on other connections. What they have sent until they know is served. */
    void goAway() {
        for (var endPoint : connector.getConnectedEndPoints()) {
            if (inner(endPoint) instanceof HTTP2Connection http2) {
                http2.getSession().goAway(GoAwayFrame.GRACEFUL, Callback.NOOP);
            }
        }
    }

    /** Ends the connections on which there is no request; those of HTTP/2 take no further one. */
    void closeIdle() {
        for (var endPoint : connector.getConnectedEndPoints()) {
            switch (inner(endPoint)) {
                case HttpConnection http when http.getParser().isStart() -> endPoint.close();
                case HTTP2Connection http2 -> end(http2.getSession());
                case null, default -> {}
            }
        }
    }

    /** The protocol on a connection, inside of TLS or in clear. */
    private static Connection inner(EndPoint endPoint) {
        return endPoint.getConnection() instanceof SslConnection secured
                ? secured.getSslEndPoint().getConnection()
                : endPoint.getConnection();
    }

    private void look() {
        if (isStopped) {
            return;
        }
        long now = System.nanoTime();
        for (var endPoint : connector.getConnectedEndPoints()) {
            try {
                check(endPoint, now);
            } catch (RuntimeException e) {
                LOG.debug("a connection cannot be ended in order", e);
                endPoint.close();
            }
        }
        start();
    }

    private void check(EndPoint endPoint, long now) {
        switch (inner(endPoint)) {
            case HttpConnection http when isLate(http.getParser(), now) -> refuse(http);
            case HttpConnection http -> check(http, endPoint, now);
            case HTTP2Connection http2 -> check(http2, endPoint, now);
            case NegotiatingServerConnection handshake
            when isOver(limits.read(), seen(handshake, now).first, now) ->
                close(endPoint, seen(handshake, now), ListenerLimit.HANDSHAKE_TIME);
            case null, default -> {}
        }
    }

    /** Between requests a client may send blank lines, which are none and keep nothing open. */
    private void check(HttpConnection http, EndPoint endPoint, long now) {
        var times = seen(http, now);
        long requests = http.getMessagesIn();
        if (!http.getParser().isStart() || requests != times.requests) {
            times.busy = now;
            times.requests = requests;
        } else if (isOver(limits.idle(), times.busy, now)) {
            close(endPoint, times, ListenerLimit.IDLE);
        }
    }

    private void check(HTTP2Connection http2, EndPoint endPoint, long now) {
        var times = seen(http2, now);
        boolean isIdle = http2.getSession().getStreams().isEmpty();
        if (!isIdle) {
            times.busy = now;
        }
        boolean isOld = isOver(limits.age(), times.first, now);
        boolean isOver = isOld || isOver(limits.idle(), times.busy, now);
        if (isOver && times.isEnding && isIdle) {
            endPoint.close();
        } else if (isOver && !times.isEnding) {
            begin(times, isOld ? ListenerLimit.AGE : ListenerLimit.IDLE);
            end(http2.getSession());
        }
    }

    private void close(EndPoint endPoint, Seen times, ListenerLimit limit) {
        begin(times, limit);
        endPoint.close();
    }

    /** A connection may be looked at once more while it ends. */
    private void begin(Seen times, ListenerLimit limit) {
        if (!times.isEnding) {
            times.isEnding = true;
            reached.reached(limit);
        }
    }

    /** Tells the peer that no further request is taken; those that run are answered. */
    private static void end(HTTP2Session session) {
        session.close(ErrorCode.NO_ERROR.code, "", Callback.NOOP);
    }

    private Seen seen(Connection connection, long now) {
        return seen.computeIfAbsent(connection, first -> new Seen(now));
    }

    private static boolean isOver(Duration limit, long since, long now) {
        return now - since > limit.toNanos();
    }

    private boolean isLate(HttpParser parser, long now) {
        boolean isReading = !parser.isStart() && parser.inHeaderState();
        // Read once and after the state: the parser works on in its own thread, and a request that ends meanwhile
        // leaves 0.
        long begun = parser.getBeginNanoTime();
        return isReading && begun != 0 && isOver(limits.read(), begun, now);
    }

    private void refuse(HttpConnection http) {
        var endPoint = http.getEndPoint();
        var times = seen(http, System.nanoTime());
        if (times.isEnding) {
            endPoint.close();
            return;
        }
        begin(times, ListenerLimit.HEADER_TIME);
        endPoint.write(Callback.from(endPoint::close, failure -> endPoint.close()), ByteBuffer.wrap(late.get()));
    }
}
