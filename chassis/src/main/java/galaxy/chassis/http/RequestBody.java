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

/** The body of one request on its way in: at most {@value #MOST} bytes are ever taken. */
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

    /** Whether nothing of the body is left on the connection. */
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

    /** Takes a small body of known length out of the way, so that the connection can go on after a refusal. */
    void skip() {
        long length = request.headers().contentLength().orElse(Long.MAX_VALUE);
        if (!done && stream == null && length <= MOST && !waitsForContinue()) {
            done = take(MOST + 1).length <= MOST;
        }
    }

    /**
     * After the answer and before the connection closes: takes what the peer is still sending, within bounds, because
     * closing on unread data would make the peer's system throw the answer away.
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
                // The answer is sent, and what is left makes no sense: close.
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
            throw RefusedException.invalid("", "the body is not framed as HTTP/1.1 wants it");
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException | IOException e) {
            throw new CloseConnectionException("the peer went away, or was too slow", e);
        }
    }

    /** Whether the body says that it is JSON in UTF-8. */
    boolean saysJson() {
        var values = request.headers().all(HeaderNames.CONTENT_TYPE, java.util.List::of);
        return values.size() == 1
                && values.getFirst()
                        .strip()
                        .matches("(?i)application/json(\\s*;\\s*charset\\s*=\\s*(utf-8|\"utf-8\"))?\\s*;?");
    }
}
