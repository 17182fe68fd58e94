package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of one request, read within bounds of size and time. */
final class RequestBody {
    /** Bytes of a body that takes so little that no one counts how many there are. */
    static final int SMALL = 4096;

    private static final int MOST_DISCARDED = 1024 * 1024;
    private static final byte[] NONE = {};

    private final Request request;
    private final long deadline;
    private final int most;
    private final Semaphore room;
    private boolean hasRoom;
    private boolean isDone;
    private boolean isBegun;
    private boolean isLate;

    /**
     * @param deadline by which it must be there, on the clock of {@link System#nanoTime()}
     * @param most bytes taken
     * @param room a permit for each body that is not small and is held
     */
    RequestBody(Request request, long deadline, int most, Semaphore room) {
        this.request = request;
        this.deadline = deadline;
        this.most = most;
        this.room = room;
        this.isDone = request.getLength() == 0
                || (request.getLength() < 0
                        && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                        && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2);
    }

    /** Whether nothing of the body is left on the connection. */
    boolean isDone() {
        return isDone;
    }

    /**
     * All of it; empty when there is none.
     *
     * @param most bytes taken
     * @throws RefusedException {@code 413} when there is more, {@code 400} when its framing is broken or it is late
     */
    byte[] read(int most) {
        if (isDone) {
            return NONE;
        }
        if (request.getLength() > most) {
            throw tooLarge();
        }
        // Grows with what has come: a length that is only promised takes no memory.
        var bytes = new ByteArrayOutputStream(Math.clamp(request.getLength(), 1024, SMALL));
        while (!isDone) {
            var chunk = next();
            try {
                if (bytes.size() + chunk.remaining() > most) {
                    throw tooLarge();
                }
                makeRoom(bytes.size() + chunk.remaining());
                var part = new byte[chunk.remaining()];
                chunk.getByteBuffer().get(part);
                bytes.writeBytes(part);
                isDone = chunk.isLast();
            } finally {
                chunk.release();
            }
        }
        return bytes.toByteArray();
    }

    /** A small body needs none, so that slow senders of large ones hold up no other request. */
    private void makeRoom(int size) {
        if (size > SMALL && !hasRoom) {
            hasRoom = room.tryAcquire();
            if (!hasRoom) {
                throw new NoRoomException();
            }
        }
    }

    /** What was read is no longer needed. */
    void release() {
        if (hasRoom) {
            hasRoom = false;
            room.release();
        }
    }

    /** Takes a small body of known length out of the way, so that the connection can go on after a refusal. */
    void skip() {
        if (!isDone && !isBegun && request.getLength() >= 0 && request.getLength() <= most && !waitsForContinue()) {
            discard(most);
        }
    }

    /**
     * After the response and before the connection closes: takes what the peer is still sending, within bounds, because
     * closing on unread data would make the peer's system discard the response.
     */
    void linger() {
        if (!isDone && !isLate && !waitsForContinue()) {
            discard(MOST_DISCARDED);
        }
    }

    private void discard(long limit) {
        try {
            long left = limit;
            while (!isDone && left >= 0) {
                var chunk = next();
                left -= chunk.remaining();
                isDone = chunk.isLast();
                chunk.release();
            }
        } catch (RefusedException | ConnectionLostException | LateBodyException e) {
            // The rest makes no sense or does not arrive: the connection closes.
        }
    }

    private boolean waitsForContinue() {
        return !isBegun && request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }

    /** Waits for the next part. */
    private Content.Chunk next() {
        isBegun = true;
        var chunk = request.read();
        while (chunk == null) {
            var there = new CountDownLatch(1);
            request.demand(there::countDown);
            try {
                if (!there.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    isLate = true;
                    throw new LateBodyException();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectionLostException(e);
            }
            chunk = request.read();
        }
        if (Content.Chunk.isFailure(chunk)) {
            throw chunk.getFailure() instanceof HttpException
                    ? RefusedException.invalid("", "the body is not framed as HTTP/1.1 requires")
                    : new ConnectionLostException(chunk.getFailure());
        }
        return chunk;
    }

    private static RefusedException tooLarge() {
        return new RefusedException(Response.error(ErrorCode.PAYLOAD_TOO_LARGE));
    }

    /** Too many bodies are held already. */
    static final class NoRoomException extends RuntimeException {
        private NoRoomException() {
            super("too many bodies at once", null, false, false);
        }
    }

    /** The peer was too slow. */
    static final class LateBodyException extends RuntimeException {
        private LateBodyException() {
            super("the body did not arrive in time", null, false, false);
        }
    }
}
