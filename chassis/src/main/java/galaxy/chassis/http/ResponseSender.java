package galaxy.chassis.http;

import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.chassis.telemetry.RequestId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.util.Callback;

/** Sends responses to peers that have to accept them in time. */
final class ResponseSender {
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Response.JSON);

    private static final byte[] NOTHING = {};

    private final long timeoutNanos;
    private final ListenerLimits limits;

    /** @param timeout of a response, or of one part of a stream */
    ResponseSender(Duration timeout, ListenerLimits limits) {
        this.timeoutNanos = timeout.toNanos();
        this.limits = limits;
    }

    /**
     * Writes the status line and headers of a response, to be sent with its first bytes.
     *
     * @param closes whether the connection ends after it
     */
    void head(org.eclipse.jetty.server.Response wire, Response response, String requestId, boolean closes) {
        var headers = wire.getHeaders();
        wire.setStatus(response.status());
        if (response.isJson()) {
            headers.put(JSON);
        } else if (!response.contentType().equals(Response.NO_CONTENT)) {
            headers.put(HttpHeader.CONTENT_TYPE, response.contentType());
        }
        headers.put(RequestId.HEADER, requestId);
        for (var header : response.headers()) {
            headers.add(header.name(), header.value());
        }
        if (closes) {
            headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
    }

    /** Sends the whole body. */
    void whole(org.eclipse.jetty.server.Response wire, byte[] body) {
        if (wire.getStatus() == 204 || wire.getStatus() == 304) {
            none(wire);
        } else {
            wire.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            write(wire, true, body);
        }
    }

    /** Ends a response without a body. In two steps: in one, the server below would claim that there is one of 0 bytes. */
    void none(org.eclipse.jetty.server.Response wire) {
        write(wire, false, NOTHING);
        write(wire, true, NOTHING);
    }

    /**
     * Sends bytes and waits until the system has taken them.
     *
     * @throws ConnectionLostException when the peer has gone, or accepts nothing in time
     */
    void write(org.eclipse.jetty.server.Response wire, boolean isLast, byte[] bytes) {
        var written = new Callback.Completable();
        wire.write(isLast, ByteBuffer.wrap(bytes), written);
        try {
            if (written.isDone()) {
                written.get();
            } else {
                written.get(timeoutNanos, TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw new ConnectionLostException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            limits.reached(ListenerLimit.WRITE_TIME);
            throw new ConnectionLostException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(e);
        }
    }
}
