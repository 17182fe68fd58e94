package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;

/**
 * What comes over a connection, with the framing of chunks read to the letter. The server below takes a size of {@code +0}
 * or {@code -0}, and any two bytes for the end of a chunk; whoever reads the same differently before us would see other
 * requests on the connection than we do. It also takes in a line of chunked framing, or a chunk, without a bound.
 *
 * <p>It reads lines for sizes of chunks and what ends the last of them alone, and after the bytes of a chunk it skips two.
 */
final class StrictChunks extends DataReader {
    /** In bytes, for what belongs together. No honest peer is near this. */
    private static final int MOST = 256 * 1024;

    private boolean isSized;
    private boolean isAtEnd;

    /** @param wire read from here on by nobody else */
    @SuppressWarnings(
            "removal") // There is no other way to read otherwise, until the server below reads strictly itself.
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
        return new IllegalArgumentException("a chunk is not framed as HTTP/1.1 wants it");
    }
}
