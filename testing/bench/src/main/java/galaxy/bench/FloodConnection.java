package galaxy.bench;

import com.google.protobuf.ByteString;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection that begins calls, and reads no response. Not thread-safe. */
final class FloodConnection implements AutoCloseable {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int SMALL = 4096;
    private static final byte[] NO_MESSAGE = new byte[5];

    private final Socket socket = new Socket();
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private int last = -1;

    FloodConnection(int port) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        frame(Http2FrameTypes.SETTINGS, 0, 0, new byte[0]);
    }

    /** Begins so many calls and cancels each; how many were sent before the peer ended the connection. */
    int reset(int most) {
        byte[] code =
                ByteBuffer.allocate(4).putInt((int) Http2Error.CANCEL.code()).array();
        for (int sent = 0; sent < most; sent++) {
            try {
                open("/grpc.health.v1.Health/Check");
                frame(Http2FrameTypes.RST_STREAM, 0, last, code);
            } catch (IOException e) {
                return sent;
            }
        }
        return most;
    }

    /** Begins so many calls that need no signature; how many were sent before the peer ended the connection. */
    int check(int most) {
        for (int sent = 0; sent < most; sent++) {
            try {
                open("/grpc.health.v1.Health/Check");
                frame(Http2FrameTypes.DATA, Http2Flags.END_STREAM, last, NO_MESSAGE);
            } catch (IOException e) {
                return sent;
            }
        }
        return most;
    }

    /** Opens a stream of events. */
    void subscribe(SignedEnvelope envelope) throws IOException {
        ByteString message = envelope.toByteString();
        open("/gateway.v1.GatewayService/Subscribe");
        byte[] bytes = ByteBuffer.allocate(5 + message.size())
                .put((byte) 0)
                .putInt(message.size())
                .put(message.toByteArray())
                .array();
        frame(Http2FrameTypes.DATA, Http2Flags.END_STREAM, last, bytes);
    }

    /** Whether the peer ends it in time, where nothing more is sent. */
    boolean isEnded() throws IOException {
        socket.setSoTimeout(5000);
        try {
            byte[] _ = socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The same, without reading: what is written once the peer has ended it fails. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            Thread.sleep(Duration.ofMillis(500));
            try {
                frame(Http2FrameTypes.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1});
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    private void open(String path) throws IOException {
        last += 2;
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(
                    last,
                    new DefaultHttp2Headers()
                            .method("POST")
                            .scheme("http")
                            .path(path)
                            .authority("127.0.0.1")
                            .add("content-type", "application/grpc")
                            .add("te", "trailers"),
                    block);
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        byte[] bytes = new byte[block.readableBytes()];
        block.readBytes(bytes);
        frame(Http2FrameTypes.HEADERS, Http2Flags.END_HEADERS, last, bytes);
    }

    private void frame(byte type, int flags, int stream, byte[] payload) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(9 + payload.length)
                        .put((byte) (payload.length >> 16))
                        .putShort((short) payload.length)
                        .put(type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
