package galaxy.torture.hostile;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What came back on a connection of HTTP/2, as far as it concerns the calls on it. */
final class Http2Answers {
    private static final int MOST = 1 << 20;

    private final Map<Integer, Map<String, String>> heads = new TreeMap<>();
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false, MOST);
    private int ended;

    /** The headers and trailers of each stream that has any, the later ones over the earlier. */
    Map<Integer, Map<String, String>> heads() {
        return heads;
    }

    /**
     * Reads until so many streams have ended, or the connection has.
     *
     * @throws IOException when the connection breaks, or time is out
     */
    void read(InputStream from, int streams) throws IOException {
        DataInputStream in = new DataInputStream(from);
        while (ended < streams) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            byte[] payload = in.readNBytes(length);
            if (type == Http2.HEADERS) {
                Map<String, String> head = heads.computeIfAbsent(stream, any -> new HashMap<>());
                decode(stream, payload)
                        .forEach(header -> head.put(
                                header.getKey().toString(), header.getValue().toString()));
            }
            if (type == Http2.RST_STREAM
                    || ((type == Http2.HEADERS || type == Http2.DATA) && (flags & Http2.END_STREAM) != 0)) {
                ended++;
            }
        }
    }

    private Iterable<Map.Entry<CharSequence, CharSequence>> decode(int stream, byte[] block) throws IOException {
        try {
            return headers.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (Http2Exception e) {
            throw new IOException("not a block of headers", e);
        }
    }
}
