package galaxy.chassis.http;

import galaxy.chassis.telemetry.RequestId;
import galaxy.contracts.ErrorCode;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose client sends the head or the body of a request too slowly, reads the response too slowly, or is
 * idle for too long. The HTTP library has only the last of these limits, and misses some connections when there are many.
 * One thread checks all connections. A connection is identified by the virtual thread that serves it. A client that is late
 * with a request gets an error response before the connection closes.
 */
final class ReadTimeouts implements Http1ConnectionListener, AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private static final Optional<Headers> NO_HEADERS = Optional.of(WritableHeaders.create());

    private final Map<Thread, Wait> waits = new ConcurrentHashMap<>();
    private final long nanos;
    private final long idleNanos;
    private final Thread watch = Thread.ofVirtual().name("http-deadlines").unstarted(this::check);

    /**
     * @param due on the clock of {@link System#nanoTime()}
     * @param head what is known of the request, while an error response can be sent
     */
    private record Wait(ConnectionContext connection, long due, Optional<Headers> head) {}

    ReadTimeouts(Duration limit, Duration idle) {
        this.nanos = limit.toNanos();
        this.idleNanos = idle.toNanos();
    }

    void start() {
        watch.start();
    }

    /** The first line of a request has arrived: its headers must follow. */
    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        begin(connection, NO_HEADERS);
    }

    /** The headers have arrived: the body must follow, if there is one. */
    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        begin(connection, Optional.of(headers));
    }

    private void begin(ConnectionContext connection, Optional<Headers> head) {
        waits.put(Thread.currentThread(), new Wait(connection, System.nanoTime() + nanos, head));
    }

    /**
     * What was waited for has arrived.
     *
     * @throws CloseConnectionException when it was too late, and the connection is closing already
     */
    ConnectionContext met() {
        var wait = waits.remove(Thread.currentThread());
        if (wait == null) {
            throw new CloseConnectionException("too slow");
        }
        return wait.connection;
    }

    /**
     * The whole request has arrived; the time to answer is not limited here.
     *
     * @throws CloseConnectionException when it was too late, and the connection is closing already
     */
    void arrived() {
        var wait = met();
        waits.put(Thread.currentThread(), new Wait(wait, System.nanoTime() + Long.MAX_VALUE / 2, Optional.empty()));
    }

    /** From now on the client may send a request. */
    void idle(ConnectionContext connection) {
        waits.put(Thread.currentThread(), new Wait(connection, System.nanoTime() + idleNanos, Optional.empty()));
    }

    /** Removes the limit of this thread, if there is one. */
    void forget() {
        waits.remove(Thread.currentThread());
    }

    /** From now on the client must read or send the rest; a late one gets no error response. */
    void closing(ConnectionContext connection, Duration limit) {
        var due = System.nanoTime() + limit.toNanos();
        waits.put(Thread.currentThread(), new Wait(connection, due, Optional.empty()));
    }

    Duration limit() {
        return Duration.ofNanos(nanos);
    }

    private void check() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                long now = System.nanoTime();
                waits.forEach((thread, wait) -> {
                    if (now - wait.due > 0 && waits.remove(thread, wait)) {
                        Thread.ofVirtual().start(() -> end(wait));
                    }
                });
            }
        } catch (InterruptedException e) {
            waits.clear();
        }
    }

    private void end(Wait wait) {
        try {
            wait.head.ifPresent(head -> wait.connection
                    .dataWriter()
                    .writeNow(BufferData.create(
                            late(RequestId.of(Single.value(head, Single.REQUEST_ID), RequestId.RANDOM)))));
            wait.connection.serverSocket().close();
        } catch (RuntimeException e) {
            // The client has closed the connection already.
        }
    }

    private static byte[] late(String requestId) {
        var detail = new Detail("", "the request did not arrive in time; send it without pauses");
        var answer = Response.error(ErrorCode.INVALID_REQUEST, detail);
        var text =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: %s\r\n%s: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                answer.contentType(),
                                RequestId.HEADER,
                                requestId,
                                answer.bytes().length,
                                new String(answer.bytes(), StandardCharsets.UTF_8));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
