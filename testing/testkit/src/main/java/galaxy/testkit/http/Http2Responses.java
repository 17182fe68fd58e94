package galaxy.testkit.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a server sends over HTTP/2, frame by frame, to a client that sends whatever it wants. */
public final class Http2Responses {
    private static final int LONGEST_HEAD = 1 << 20;
    private static final int END_STREAM = 1;

    private Http2Responses() {}

    /**
     * Reads until so many streams have ended.
     *
     * @param streams gets the headers and trailers of each stream by its number, also those before a failure
     * @throws IOException when the connection ends, is silent for too long, or brings no HTTP/2
     */
    public static void read(RawConnection connection, int most, Map<Integer, Map<String, String>> streams)
            throws IOException {
        DataInputStream in = new DataInputStream(connection.in());
        DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, LONGEST_HEAD);
        for (int ended = 0; ended < most; ) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            byte[] payload = in.readNBytes(length);
            if (type == Http2FrameTypes.HEADERS) {
                Map<String, String> known = streams.computeIfAbsent(stream, any -> new HashMap<>());
                try {
                    decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload))
                            .forEach(header -> known.put(
                                    header.getKey().toString(),
                                    header.getValue().toString()));
                } catch (Http2Exception e) {
                    throw new IOException("not a block of headers", e);
                }
            }
            boolean isContent = type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.DATA;
            if (type == Http2FrameTypes.RST_STREAM || (isContent && (flags & END_STREAM) != 0)) {
                ended++;
            }
        }
    }
}
