package galaxy.chassis.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client that sends whatever HTTP/2 frames a test wants. */
final class RawRpc implements AutoCloseable {
    private static final int TIMEOUT = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private String authority = "127.0.0.1";
    private int lastStream = -1;

    /** How a stream, or the connection, came to its end. */
    sealed interface End {
        /** With a status. */
        record Answered(Http2Headers trailers) implements End {
            /** As the client of the library shows it. */
            Reply reply() {
                var metadata = new Metadata();
                trailers.forEach(header -> put(
                        metadata, header.getKey().toString(), header.getValue().toString()));
                var status = Status.fromCodeValue(
                        Integer.parseInt(trailers.get("grpc-status").toString()));
                return new Reply(status, "", new Metadata(), metadata);
            }

            private static void put(Metadata metadata, String name, String value) {
                if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                    metadata.put(
                            Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
                            Base64.getDecoder().decode(value));
                } else if (!name.startsWith(":")) {
                    metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
                }
            }
        }

        /** By {@code RST_STREAM} without a status. */
        record Reset(long code) implements End {}

        /** The connection was closed, after {@code GOAWAY} with this code, or -1. */
        record Closed(long code) implements End {}
    }

    /** Opens a connection and says nothing. */
    RawRpc(GrpcServer server) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    }

    /** Over a socket that is connected already, such as one of TLS. */
    RawRpc(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Begins HTTP/2. */
    RawRpc preface(int initialWindow) throws IOException {
        var bytes = ByteBuffer.allocate(6).putShort((short) 4).putInt(initialWindow);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(Http2FrameTypes.SETTINGS, 0, 0, bytes.array());
        return this;
    }

    /** Begins HTTP/2 as clients do. */
    RawRpc preface() throws IOException {
        return preface(65_535);
    }

    /** From now on calls are for this host. */
    RawRpc at(String host) {
        authority = host;
        return this;
    }

    /** What the frames of data have brought that were read so far. */
    byte[] data() {
        return data.toByteArray();
    }

    /** Begins a call of a method of the test's service, or by a whole path, with metadata of names and values in turn. */
    int open(String method, String... metadata) throws IOException, Http2Exception {
        lastStream += 2;
        var block = headers(method, metadata);
        frame(Http2FrameTypes.HEADERS, Http2Flags.END_HEADERS, lastStream, block);
        return lastStream;
    }

    /** Begins a call, and leaves out the end of its headers. */
    void openInPart(String method) throws IOException, Http2Exception {
        lastStream += 2;
        frame(Http2FrameTypes.HEADERS, 0, lastStream, headers(method));
    }

    private byte[] headers(String method, String... metadata) throws Http2Exception {
        var headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .path(method.startsWith("/") ? method : "/" + TestRpc.SERVICE + "/" + method)
                .authority(authority)
                .add("content-type", "application/grpc")
                .add("te", "trailers");
        for (int i = 0; i < metadata.length; i += 2) {
            headers.add(metadata[i], metadata[i + 1]);
        }
        var block = Unpooled.buffer();
        encoder.encodeHeaders(lastStream, headers, block);
        var bytes = new byte[block.readableBytes()];
        block.readBytes(bytes);
        return bytes;
    }

    /** Sends one message. */
    void message(int stream, byte[] message, boolean isCompressed, boolean isLast) throws IOException {
        var bytes = ByteBuffer.allocate(5 + message.length)
                .put((byte) (isCompressed ? 1 : 0))
                .putInt(message.length)
                .put(message);
        frame(Http2FrameTypes.DATA, isLast ? Http2Flags.END_STREAM : 0, stream, bytes.array());
    }

    void reset(int stream) throws IOException {
        frame(
                Http2FrameTypes.RST_STREAM,
                0,
                stream,
                ByteBuffer.allocate(4).putInt(8).array());
    }

    void ping() throws IOException {
        frame(Http2FrameTypes.PING, 0, 0, new byte[8]);
    }

    private void frame(byte type, int flags, int stream, byte[] payload) throws IOException {
        var bytes = ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put(type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        socket.getOutputStream().write(bytes.array());
    }

    /** Reads up to the end of a stream, or of the connection. */
    End end(int stream) throws IOException, Http2Exception {
        long goAway = -1;
        while (true) {
            byte[] head = new byte[9];
            try {
                in.readFully(head);
            } catch (EOFException | SocketException e) {
                return new End.Closed(goAway);
            }
            var frame = ByteBuffer.wrap(head);
            var payload = new byte[frame.getInt(0) >>> 8];
            in.readFully(payload);
            int id = frame.getInt(5);
            boolean isEnd = (head[4] & Http2Flags.END_STREAM) != 0 && id == stream;
            switch (head[3]) {
                case Http2FrameTypes.DATA -> data.writeBytes(payload);
                case Http2FrameTypes.GO_AWAY ->
                    goAway = ByteBuffer.wrap(payload).getInt(4);
                case Http2FrameTypes.HEADERS -> {
                    var headers = decoder.decodeHeaders(id, Unpooled.wrappedBuffer(payload));
                    if (isEnd) {
                        return new End.Answered(headers);
                    }
                }
                case Http2FrameTypes.RST_STREAM -> {
                    if (id == stream) {
                        return new End.Reset(ByteBuffer.wrap(payload).getInt());
                    }
                }
                default -> {}
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
