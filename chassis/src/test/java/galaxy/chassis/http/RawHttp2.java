package galaxy.chassis.http;

import galaxy.testkit.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 connection that sends exactly the frames it is given. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final SSLSocket socket;
    private final DataInputStream in;

    /** A frame of the peer. */
    record Frame(int type, int flags, int stream, ByteBuffer payload) {
        /** The code in the last four bytes of {@code RST_STREAM}, or in the second four of {@code GOAWAY}. */
        int errorCode() {
            return payload.getInt(type == GOAWAY ? 4 : 0);
        }
    }

    RawHttp2(int port, SelfSignedCertificate certificate) throws IOException, GeneralSecurityException {
        socket = (SSLSocket) certificate.clientContext().getSocketFactory().createSocket("127.0.0.1", port);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.startHandshake();
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    void send(byte[] frames) throws IOException {
        socket.getOutputStream().write(frames);
    }

    void send(int type, int flags, int stream, byte[] payload) throws IOException {
        socket.getOutputStream().write(frame(type, flags, stream, payload));
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** A {@code GET} of this path, complete. */
    void get(int stream, String path) throws IOException {
        send(HEADERS, END_STREAM | END_HEADERS, stream, head(path));
    }

    /** A {@code POST} of JSON to this path, whose body follows. */
    void post(int stream, String path) throws IOException {
        var fields = new ByteArrayOutputStream();
        fields.writeBytes(head(0x83, path));
        // The name in the static table of RFC 7541 is 31, and 15 of it fit into the first byte.
        fields.write(0x0f);
        literal(fields, 16, "application/json");
        send(HEADERS, END_HEADERS, stream, fields.toByteArray());
    }

    /** Fields of RFC 7541, each a literal that is not indexed but for the method and the scheme. */
    static byte[] head(String path) {
        return head(0x82, path);
    }

    private static byte[] head(int method, String path) {
        var fields = new ByteArrayOutputStream();
        fields.write(method);
        fields.write(0x87);
        literal(fields, 4, path);
        literal(fields, 1, "localhost");
        return fields.toByteArray();
    }

    private static void literal(ByteArrayOutputStream fields, int name, String value) {
        fields.write(name);
        fields.write(value.length());
        fields.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    void reset(int stream) throws IOException {
        send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    /** The next frame of this type, or nothing when the peer closes before it. */
    Optional<Frame> next(int type) throws IOException {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                var frame = new Frame(
                        in.readUnsignedByte(),
                        in.readUnsignedByte(),
                        in.readInt(),
                        ByteBuffer.wrap(in.readNBytes(length)));
                if (frame.type == type) {
                    return Optional.of(frame);
                }
            }
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }

    /** Reads until the peer closes. */
    boolean isEnded() throws IOException {
        return next(-1).isEmpty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
