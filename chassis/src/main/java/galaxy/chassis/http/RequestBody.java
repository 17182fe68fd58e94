package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads the body of one request: {@value #MOST} bytes at most. */
final class RequestBody {
    static final int MOST = 64 * 1024;
    private static final int LINGER = 1024 * 1024;

    private final ServerRequest request;
    private final boolean announced;
    private @Nullable InputStream stream;
    private boolean done;

    RequestBody(ServerRequest request) {
        this.request = request;
        this.announced = request.content().hasEntity();
        this.done = !announced;
    }

    /** Whether the whole body was read. */
    boolean done() {
        return done;
    }

    /**
     * All of it; empty when there is none.
     *
     * @throws RefusedException {@code 413} when there is more than allowed, {@code 400} when its framing is broken
     */
    byte[] read() {
        if (!announced) {
            return new byte[0];
        }
        if (request.headers().contentLength().orElse(0) > MOST) {
            throw new RefusedException(Response.error(ErrorCode.PAYLOAD_TOO_LARGE));
        }
        var bytes = take(MOST + 1);
        if (bytes.length > MOST) {
            throw new RefusedException(Response.error(ErrorCode.PAYLOAD_TOO_LARGE));
        }
        done = true;
        return bytes;
    }

    /** Skips a small body of known length, so that the connection can be used after a refusal. */
    void skip() {
        long length = request.headers().contentLength().orElse(Long.MAX_VALUE);
        if (!done && stream == null && length <= MOST && !waitsForContinue()) {
            done = take(MOST + 1).length <= MOST;
        }
    }

    /**
     * Reads, after the response and within bounds, what the client still sends: if a connection with unread data is closed,
     * the client's system discards the response.
     */
    void linger() {
        if (!waitsForContinue()) {
            try {
                int left = LINGER;
                while (left > 0) {
                    int taken = take(Math.min(left, 16 * 1024)).length;
                    left = taken == 0 ? 0 : left - taken;
                }
            } catch (RefusedException e) {
                // The response is sent and the rest is malformed: close.
            }
        }
    }

    private boolean waitsForContinue() {
        return stream == null && request.headers().contains(HeaderValues.EXPECT_100);
    }

    private byte[] take(int most) {
        try {
            if (stream == null) {
                stream = request.content().inputStream();
            }
            return stream.readNBytes(most);
        } catch (RequestException | IllegalArgumentException e) {
            throw RefusedException.invalid("", "the framing of the body is not valid HTTP/1.1");
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException | IOException e) {
            throw new CloseConnectionException("the client closed the connection or was too slow", e);
        }
    }

    /** Whether the content type is JSON in UTF-8. */
    boolean saysJson() {
        var values = request.headers().all(HeaderNames.CONTENT_TYPE, java.util.List::of);
        return values.size() == 1
                && values.getFirst()
                        .strip()
                        .matches("(?i)application/json(\\s*;\\s*charset\\s*=\\s*(utf-8|\"utf-8\"))?\\s*;?");
    }
}
