package galaxy.torture.hostile;

import galaxy.torture.hostile.RestJudge.RestRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A connection to the REST service for one request after another, opened anew when the service has closed it. */
final class RestLine implements AutoCloseable {
    private static final int MOST_REPEATS = 20;
    private static final Duration REPEAT = Duration.ofMillis(250);
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

    private final InetSocketAddress to;
    private final int patience;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    /** Whether anything of the last answer came. */
    private boolean begun;

    RestLine(InetSocketAddress to, Duration patience) {
        this.to = to;
        this.patience = (int) patience.toMillis();
    }

    /** Sends it and reads the answer. A kept connection may have been closed meanwhile; then it is sent on a new one. */
    HttpReply send(RestRequest request) throws IOException {
        boolean isKept = socket != null;
        try {
            return sendOnce(request);
        } catch (SocketTimeoutException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            if (!isKept || begun) {
                throw e;
            }
            return sendOnce(request);
        }
    }

    private HttpReply sendOnce(RestRequest request) throws IOException {
        begun = false;
        Socket open = open();
        open.getOutputStream().write(request.text().getBytes(StandardCharsets.UTF_8));
        InputStream from = in == null ? new BufferedInputStream(open.getInputStream()) : in;
        in = from;
        from.mark(1);
        begun = from.read() >= 0;
        from.reset();
        HttpReply reply = HttpReply.read(from);
        if (reply.header("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return reply;
    }

    HttpReply get(String target) throws IOException {
        return send(new RestRequest("GET", target, Map.of(), Optional.empty()));
    }

    HttpReply post(String target, String body) throws IOException {
        return send(new RestRequest("POST", target, JSON_BODY, Optional.of(body)));
    }

    /** Makes a user; asks again when it is told to. */
    String createUser(String email) throws IOException {
        HttpReply reply = ensure(email);
        for (int again = 0; reply.status() == 503 && again < MOST_REPEATS; again++) {
            LockSupport.parkNanos(REPEAT.toNanos());
            reply = ensure(email);
        }
        JsonNode id = RestJudge.JSON.readTree(reply.body()).path("user_id");
        if (!id.isString()) {
            throw new IOException("no user was made: " + reply.status());
        }
        return id.asString();
    }

    HttpReply ensure(String email) throws IOException {
        return post("/api/v1/internal/users/ensure-by-email", ensureBody(email));
    }

    static String ensureBody(String email) {
        return "{\"email\":\"" + email
                + "\",\"registration_context\":{\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"}}";
    }

    private Socket open() throws IOException {
        Socket current = socket;
        if (current == null || current.isClosed()) {
            current = new Socket();
            current.connect(to, patience);
            current.setTcpNoDelay(true);
            current.setSoTimeout(patience);
            socket = current;
            in = null;
        }
        return current;
    }

    @Override
    public void close() {
        Socket last = socket;
        socket = null;
        in = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
