package galaxy.torture.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 as bytes, whether they make sense or not (RFC 9113, RFC 7541). Adds up what is to be sent in one go. */
final class Http2 {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final String SERVICE = "/connections.v1.ConnectionsService/";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What every connection begins with. */
    Http2 begin() {
        return raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                .frame(SETTINGS, 0, 0, new byte[0]);
    }

    Http2 raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    Http2 frame(int type, int flags, int stream, byte[] payload) {
        bytes.write(payload.length >> 16);
        bytes.write(payload.length >> 8);
        bytes.write(payload.length);
        bytes.write(type);
        bytes.write(flags);
        bytes.writeBytes(number(stream));
        bytes.writeBytes(payload);
        return this;
    }

    /** The head of a call of the service, with metadata as pairs. */
    Http2 call(int stream, String method, String... metadata) {
        return frame(HEADERS, END_HEADERS, stream, block(SERVICE + method, metadata));
    }

    Http2 headers(int stream, byte[] block) {
        return frame(HEADERS, END_HEADERS, stream, block);
    }

    /** A message, and nothing after it. */
    Http2 last(int stream, byte[] message) {
        return data(stream, END_STREAM, message);
    }

    /** Cut into frames as large as any may be. */
    Http2 data(int stream, int flags, byte[] message) {
        int from = 0;
        for (; message.length - from > 16_384; from += 16_384) {
            frame(DATA, 0, stream, java.util.Arrays.copyOfRange(message, from, from + 16_384));
        }
        return frame(DATA, flags, stream, java.util.Arrays.copyOfRange(message, from, message.length));
    }

    Http2 reset(int stream) {
        return frame(RST_STREAM, 0, stream, number(8));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The head of a call as a block of headers that leaves nothing in the peer's table. */
    static byte[] block(String path, String... metadata) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", "POST");
        literal(block, ":scheme", "http");
        literal(block, ":path", path);
        literal(block, ":authority", "galaxy");
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        for (int i = 0; i < metadata.length; i += 2) {
            literal(block, metadata[i], metadata[i + 1]);
        }
        return block.toByteArray();
    }

    static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    static void text(ByteArrayOutputStream block, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int rest = utf8.length;
        if (rest < 127) {
            block.write(rest);
        } else {
            block.write(127);
            rest -= 127;
            for (; rest >= 128; rest >>= 7) {
                block.write((rest & 127) | 128);
            }
            block.write(rest);
        }
        block.writeBytes(utf8);
    }

    /** A message of gRPC. */
    static byte[] message(int flag, byte[] content) {
        return message(flag, content.length, content);
    }

    /** One that says another length than it has. */
    static byte[] message(int flag, int length, byte[] content) {
        return ByteBuffer.allocate(5 + content.length)
                .put((byte) flag)
                .putInt(length)
                .put(content)
                .array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
