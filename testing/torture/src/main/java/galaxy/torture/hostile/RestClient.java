package galaxy.torture.hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Sends one request after another, on one connection as long as the service keeps it open. For one thread. */
final class RestClient implements AutoCloseable {
    private static final int MOST_RETRIES = 20;
    private static final Duration RETRY_AFTER = Duration.ofMillis(250);

    private final InetSocketAddress to;
    private final int timeoutMillis;
    private Optional<Connection> connection = Optional.empty();
    private boolean isResponseBegun;

    private record Connection(Socket socket, InputStream in) {}

    RestClient(InetSocketAddress to, Duration timeout) {
        this.to = to;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** The response. The service may have closed an open connection meanwhile; then the request is sent on a new one. */
    RawResponse send(RestRequest request) throws IOException {
        boolean isReused = connection.isPresent();
        try {
            return sendOnce(request);
        } catch (IOException e) {
            close();
            if (!isReused || isResponseBegun || e instanceof SocketTimeoutException) {
                throw e;
            }
            return sendOnce(request);
        }
    }

    private RawResponse sendOnce(RestRequest request) throws IOException {
        isResponseBegun = false;
        Connection open = open();
        open.socket.getOutputStream().write(request.bytes());
        open.in.mark(1);
        isResponseBegun = open.in.read() >= 0;
        open.in.reset();
        RawResponse response = RawResponse.read(open.in);
        if (response.header("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return response;
    }

    private Connection open() throws IOException {
        if (connection.isEmpty()) {
            Socket socket = new Socket();
            socket.connect(to, timeoutMillis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeoutMillis);
            connection = Optional.of(new Connection(socket, new BufferedInputStream(socket.getInputStream())));
        }
        return connection.orElseThrow();
    }

    RawResponse get(String target) throws IOException {
        return send(RestRequest.get(target));
    }

    /** Creates a user, with retries when the service asks for them; the id. */
    String createUser(String email) throws IOException {
        RawResponse response = send(RestRequest.createUser(email));
        for (int retry = 0; response.status() == 503 && retry < MOST_RETRIES; retry++) {
            LockSupport.parkNanos(RETRY_AFTER.toNanos());
            response = send(RestRequest.createUser(email));
        }
        JsonNode id = RestCheck.JSON.readTree(response.body()).path("user_id");
        if (!id.isString()) {
            throw new IOException("a user was not created: " + response.status());
        }
        return id.asString();
    }

    @Override
    public void close() {
        Optional<Connection> last = connection;
        connection = Optional.empty();
        try {
            if (last.isPresent()) {
                last.get().socket.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
