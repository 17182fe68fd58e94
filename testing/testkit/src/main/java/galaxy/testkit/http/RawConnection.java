package galaxy.testkit.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A connection that sends exactly the given bytes, and on which everything fails after a timeout. */
public final class RawConnection implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timeouts").factory());

    private final Socket socket;
    private final InputStream in;
    private final Future<?> end;
    private volatile boolean isTimedOut;

    /** Connects to a server of a test, with a timeout of 10 s for each read. */
    public RawConnection(URI server) throws IOException {
        this(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT, Duration.ofDays(1));
    }

    /**
     * Connects.
     *
     * @param timeout after which it is closed
     */
    public RawConnection(InetSocketAddress to, Duration timeout) throws IOException {
        this(to, timeout, timeout);
    }

    /**
     * Connects.
     *
     * @param timeout of each read
     * @param lifetime after which it is closed
     */
    public RawConnection(InetSocketAddress to, Duration timeout, Duration lifetime) throws IOException {
        this(connected(to, timeout), timeout, lifetime);
    }

    /** Over a socket that is connected already, such as one of TLS. */
    public RawConnection(Socket socket) throws IOException {
        this(socket, TIMEOUT, Duration.ofDays(1));
    }

    private static Socket connected(InetSocketAddress to, Duration timeout) throws IOException {
        Socket socket = new Socket();
        socket.connect(to, (int) timeout.toMillis());
        return socket;
    }

    private RawConnection(Socket socket, Duration timeout, Duration lifetime) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) timeout.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        end = CLOCK.schedule(this::timeOut, lifetime.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean timeOut() throws IOException {
        isTimedOut = true;
        socket.close();
        return true;
    }

    /** The response to one request on a connection of its own. */
    public static RawResponse once(URI server, String request) throws IOException {
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(request);
            return connection.response();
        }
    }

    /**
     * Sends a text, each character a byte, as far as the peer takes it; whether it took all.
     *
     * @throws SocketTimeoutException when the time is over, as the other methods do
     */
    public boolean send(String bytes) throws SocketTimeoutException {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException e) {
            requireTime(e);
            return false;
        }
    }

    /** Closes the sending half. */
    public void finish() throws SocketTimeoutException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            requireTime(e);
        }
    }

    /** Reads a response, which may be {@code 100 Continue}. */
    public RawResponse response() throws IOException {
        return response(true);
    }

    /**
     * Reads a response.
     *
     * @param hasBody false after {@code HEAD}
     */
    public RawResponse response(boolean hasBody) throws IOException {
        return RawResponse.read(in, hasBody);
    }

    /** Everything until the peer closes. */
    public byte[] readAll() throws SocketTimeoutException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException e) {
            requireTime(e);
        }
        return all.toByteArray();
    }

    public InputStream in() {
        return in;
    }

    /** Waits until the peer closes its side; whether nothing else comes. */
    public boolean isEnded() throws SocketTimeoutException {
        return readAll().length == 0;
    }

    /** Whether this side has closed it. */
    public boolean isClosed() {
        return socket.isClosed();
    }

    public void useSmallReceiveBuffer() throws IOException {
        socket.setReceiveBufferSize(1024);
    }

    /** Ends it with a reset instead of an orderly close. */
    public void reset() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void requireTime(IOException problem) throws SocketTimeoutException {
        if (isTimedOut || problem instanceof SocketTimeoutException) {
            throw new SocketTimeoutException("neither a response nor the end of the connection in time");
        }
    }

    @Override
    public void close() throws IOException {
        end.cancel(false);
        socket.close();
    }
}
