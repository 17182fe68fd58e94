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
 * Ends connections whose peer is too slow with the head of a request, with its body, or with taking the answer, or asks
 * for nothing for long. The server below has no limits but the last, and forgets some connections when there are many. One
 * thread looks over all of them. A connection is known by the virtual thread that serves it, and whoever is late with a
 * request is told so before the connection closes.
 */
final class ReadTimeouts implements Http1ConnectionListener, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Optional<Headers> NO_HEADERS = Optional.of(WritableHeaders.create());

    private final Map<Thread, Wait> waits = new ConcurrentHashMap<>();
    private final long nanos;
    private final long idleNanos;
    private final Thread watch = Thread.ofVirtual().name("http-deadlines").unstarted(this::look);

    /**
     * @param due on the clock of {@link System#nanoTime()}
     * @param head what is known of the request, while the peer can be told that it is late
     */
    private record Wait(ConnectionContext connection, long due, Optional<Headers> head) {}

    ReadTimeouts(Duration limit, Duration idle) {
        this.nanos = limit.toNanos();
        this.idleNanos = idle.toNanos();
    }

    void start() {
        watch.start();
    }

    /** The first line of a request is there: its headers must follow. */
    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        begin(connection, NO_HEADERS);
    }

    /** The headers are there: the body must follow, if there is one. */
    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        begin(connection, Optional.of(headers));
    }

    private void begin(ConnectionContext connection, Optional<Headers> head) {
        waits.put(Thread.currentThread(), new Wait(connection, System.nanoTime() + nanos, head));
    }

    /**
     * The peer did what was waited for.
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
     * The whole request is there, and now the peer waits for us, as long as it takes.
     *
     * @throws CloseConnectionException when it was too late, and the connection is closing already
     */
    void arrived() {
        var wait = met();
        waits.put(Thread.currentThread(), new Wait(wait, System.nanoTime() + Long.MAX_VALUE / 2, Optional.empty()));
    }

    /** From now on the peer may ask for something, or not. */
    void idle(ConnectionContext connection) {
        waits.put(Thread.currentThread(), new Wait(connection, System.nanoTime() + idleNanos, Optional.empty()));
    }

    /** Forgets whatever this thread waited for, if anything. */
    void forget() {
        waits.remove(Thread.currentThread());
    }

    /** From now on the peer must take, or send, whatever is left; it is no longer told when it does not. */
    void closing(ConnectionContext connection, Duration limit) {
        var due = System.nanoTime() + limit.toNanos();
        waits.put(Thread.currentThread(), new Wait(connection, due, Optional.empty()));
    }

    Duration limit() {
        return Duration.ofNanos(nanos);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK);
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
            // The peer is gone already, which is all that was wanted.
        }
    }

    private static byte[] late(String requestId) {
        var detail = new Detail("", "the request did not arrive in time; send it in one go");
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
