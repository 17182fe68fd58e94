package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;

/**
 * Reads the bytes of a connection with strict framing of chunks. The HTTP library accepts a size of {@code +0} or
 * {@code -0}, and any two bytes as the end of a chunk; a proxy that reads the same bytes differently would see other
 * requests on the connection (request smuggling). It also reads a line of chunked framing, or a chunk, without a bound.
 *
 * <p>The library reads a line only for the size of a chunk and for the end of the last one, and skips two bytes after each
 * chunk.
 */
final class StrictChunks extends DataReader {
    /** In bytes, for one line or chunk. Valid requests are far below this. */
    private static final int MOST = 256 * 1024;

    private boolean isSized;
    private boolean isAtEnd;

    /** @param wire read by this reader only from here on */
    @SuppressWarnings("removal") // The library has no other way to replace the reader.
    StrictChunks(DataReader wire) {
        super(() -> {
            wire.ensureAvailable();
            return wire.readBytes(wire.available());
        });
    }

    @Override
    public void pullData() {
        if (available() > MOST) {
            throw misframed();
        }
        super.pullData();
    }

    @Override
    public String readLine() {
        var line = super.readLine();
        if (!line.matches("[0-9A-Fa-f]{0,8}")) {
            throw misframed();
        }
        long size = line.isEmpty() ? 0 : Long.parseLong(line, 16);
        if (size > MOST) {
            throw new RefusedException(Response.error(ErrorCode.PAYLOAD_TOO_LARGE));
        }
        isSized = size > 0;
        return line;
    }

    @Override
    public BufferData readBuffer(int length) {
        var bytes = super.readBuffer(length);
        isAtEnd = isSized;
        isSized = false;
        return bytes;
    }

    @Override
    public void skip(int count) {
        if (isAtEnd) {
            isAtEnd = false;
            if (read() != '\r' || read() != '\n') {
                throw misframed();
            }
        } else {
            super.skip(count);
        }
    }

    private static IllegalArgumentException misframed() {
        return new IllegalArgumentException("the framing of a chunk is not valid HTTP/1.1");
    }
}
