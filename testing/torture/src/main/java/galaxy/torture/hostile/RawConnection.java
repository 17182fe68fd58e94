package galaxy.torture.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A connection that sends exactly the given bytes, and on which everything fails after a timeout. */
final class RawConnection implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timeouts").factory());

    private final Socket socket = new Socket();
    private final Future<?> end;
    private volatile boolean isTimedOut;

    RawConnection(InetSocketAddress to, Duration timeout) throws IOException {
        socket.connect(to, (int) timeout.toMillis());
        socket.setTcpNoDelay(true);
        end = CLOCK.schedule(this::timeOut, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timeOut() {
        isTimedOut = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /** Sends a text, each character a byte, as far as the peer takes it; whether it took all. */
    boolean send(String bytes) throws SocketTimeoutException {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException e) {
            requireTime();
            return false;
        }
    }

    /** Closes the sending half. */
    void finish() throws SocketTimeoutException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            requireTime();
        }
    }

    /** Everything until the peer closes. */
    byte[] readAll() throws SocketTimeoutException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[16 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                all.write(some, 0, count);
            }
        } catch (IOException e) {
            requireTime();
        }
        return all.toByteArray();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    void useSmallReceiveBuffer() throws IOException {
        socket.setReceiveBufferSize(1024);
    }

    /** Ends it with a reset instead of an orderly close. */
    void reset() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void requireTime() throws SocketTimeoutException {
        if (isTimedOut) {
            throw new SocketTimeoutException("neither a response nor the end of the connection in time");
        }
    }

    @Override
    public void close() throws IOException {
        end.cancel(false);
        socket.close();
    }
}
