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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A connection that sends exactly the bytes that it is given, and never waits longer than its patience. */
final class Wire implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("patience").factory());

    private final Socket socket = new Socket();
    private final ScheduledFuture<?> end;
    private volatile boolean outOfPatience;

    /** @param patience after which everything on it fails */
    Wire(InetSocketAddress to, Duration patience) throws IOException {
        socket.connect(to, (int) patience.toMillis());
        socket.setTcpNoDelay(true);
        end = CLOCK.schedule(this::abandon, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void abandon() {
        outOfPatience = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /** Sends, as far as the peer takes it; whether it took all. */
    boolean send(byte[] bytes) throws SocketTimeoutException {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            requirePatience();
            return false;
        }
    }

    boolean send(String text) throws SocketTimeoutException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says that nothing more comes. */
    void finish() throws SocketTimeoutException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            requirePatience();
        }
    }

    /** Everything until the peer closes. */
    byte[] rest() throws SocketTimeoutException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[16 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                all.write(some, 0, count);
            }
        } catch (IOException e) {
            requirePatience();
        }
        return all.toByteArray();
    }

    java.io.InputStream in() throws IOException {
        return socket.getInputStream();
    }

    void hangUp() throws IOException {
        socket.close();
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    /** Takes as little as can be from now on. */
    void takeLittle() throws IOException {
        socket.setReceiveBufferSize(1024);
    }

    /** Ends it with a reset in place of an orderly close. */
    void reset() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void requirePatience() throws SocketTimeoutException {
        if (outOfPatience) {
            throw new SocketTimeoutException("no answer and no end of the connection in time");
        }
    }

    @Override
    public void close() throws IOException {
        end.cancel(false);
        socket.close();
    }
}
