package galaxy.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One persistent HTTP/1.1 connection that uses little processor time. Not thread-safe. */
final class HttpConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String CLOSE = "connection: close";

    /** Milliseconds without a byte after which no response will come. */
    private static final int SILENCE = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private boolean isAskedToEnd;

    HttpConnection(URI server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A page, as a browser asks for it. */
    static byte[] page(URI site, String path, String cookie) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + site.getAuthority() + "\r\nAccept-Language: en\r\nCookie: "
                        + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends a request and reads the body of the response.
     *
     * @throws IOException also if the status is neither 200 nor 202
     */
    byte[] ok(byte[] request) throws IOException {
        return body(request, "HTTP/1.1 20");
    }

    /** Sends a form that is done and leads to another page. */
    void redirected(byte[] request) throws IOException {
        byte[] _ = body(request, "HTTP/1.1 303");
    }

    /** Sends a request that is refused with a status. */
    void refused(byte[] request, int status) throws IOException {
        byte[] _ = body(request, "HTTP/1.1 " + status);
    }

    /**
     * Sends a request.
     *
     * @return false if the server had no room or no time for it ({@code 503})
     * @throws IOException also if the status is neither 200, 202 nor 503
     */
    boolean isTaken(byte[] request) throws IOException {
        Reply reply = reply(request);
        boolean isTaken = reply.status.startsWith("HTTP/1.1 20");
        if (!isTaken && !reply.status.startsWith("HTTP/1.1 503")) {
            throw reply.unexpected();
        }
        return isTaken;
    }

    private byte[] body(byte[] request, String expected) throws IOException {
        Reply reply = reply(request);
        if (!reply.status.startsWith(expected)) {
            throw reply.unexpected();
        }
        return reply.body;
    }

    private static final class Reply {
        private final String status;
        private final byte[] body;

        private Reply(String status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        private IOException unexpected() {
            return new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private Reply reply(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(
                        header.substring(LENGTH.length()).strip().toLowerCase(Locale.ROOT));
            }
            isAskedToEnd |= header.equalsIgnoreCase(CLOSE);
        }
        return new Reply(status, in.readNBytes(length));
    }

    /** Whether the server has said that it closes the connection: no request may follow. */
    boolean isAskedToEnd() {
        return isAskedToEnd;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Closes it, whatever state it is in. */
    void end() {
        try {
            close();
        } catch (IOException alreadyClosed) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
