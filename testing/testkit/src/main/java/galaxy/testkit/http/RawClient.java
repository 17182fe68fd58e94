package galaxy.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;

/** Sends one request after another, on one connection as long as the service keeps it open. For one thread. */
public final class RawClient implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final InetSocketAddress to;
    private final Duration timeout;
    private Optional<RawConnection> connection = Optional.empty();

    /**
     * Creates a client without a connection.
     *
     * @param timeout of each read
     */
    public RawClient(InetSocketAddress to, Duration timeout) {
        this.to = to;
        this.timeout = timeout;
    }

    /** The response. The service may have closed an open connection meanwhile; then the request is sent on a new one. */
    public RawResponse send(RawRequest request) throws IOException {
        boolean isReused = connection.isPresent();
        try {
            return sendOnce(request);
        } catch (EOFException | SocketException e) {
            close();
            if (isReused) {
                return sendOnce(request);
            }
            throw e;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private RawResponse sendOnce(RawRequest request) throws IOException {
        if (connection.isEmpty()) {
            connection = Optional.of(new RawConnection(to, timeout, LIFETIME));
        }
        RawConnection open = connection.orElseThrow();
        open.send(request.bytes());
        RawResponse response = open.response();
        if (response.header("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return response;
    }

    public RawResponse get(String target) throws IOException {
        return send(RawRequest.get(target));
    }

    @Override
    public void close() throws IOException {
        if (connection.isPresent()) {
            connection.get().close();
            connection = Optional.empty();
        }
    }
}
