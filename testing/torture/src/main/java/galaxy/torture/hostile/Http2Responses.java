package galaxy.torture.hostile;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The responses on a connection of HTTP/2. */
final class Http2Responses {
    private static final int MOST = 1 << 20;
    private static final int END_STREAM = 1;

    private final Map<Integer, Map<String, String>> streams = new TreeMap<>();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, MOST);

    /** The headers and trailers of each stream that has any. */
    Collection<Map<String, String>> headers() {
        return streams.values();
    }

    /**
     * Reads until so many streams have ended.
     *
     * @throws IOException when the connection ends before
     */
    void read(InputStream from, int most) throws IOException {
        DataInputStream in = new DataInputStream(from);
        for (int ended = 0; ended < most; ) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            byte[] payload = in.readNBytes(length);
            if (type == Http2FrameTypes.HEADERS) {
                Map<String, String> known = streams.computeIfAbsent(stream, any -> new HashMap<>());
                decode(stream, payload)
                        .forEach(header -> known.put(
                                header.getKey().toString(), header.getValue().toString()));
            }
            boolean isContent = type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.DATA;
            if (type == Http2FrameTypes.RST_STREAM || (isContent && (flags & END_STREAM) != 0)) {
                ended++;
            }
        }
    }

    private Http2Headers decode(int stream, byte[] block) throws IOException {
        try {
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (Http2Exception e) {
            throw new IOException("not a block of headers", e);
        }
    }
}
